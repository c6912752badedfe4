/**
 * libfido2 as the system has it, found and bound through koffi: the functions of fido.h that Latchkey uses, typed. Loaded when first asked for.
 * Not here: what they are called for (`fido-key.ts`, `system-ports.ts`).
 */
import koffi, { type LibraryHandle } from 'koffi';
import { VaultFailure } from '../../shared/failure.ts';

/** An address in the library's memory. */
export type Address = bigint;
type Slot = [Address | null];

export type FidoLibrary = {
  newInfoList(count: number): Address;
  manifest(list: Address, count: number, found: number[]): number;
  infoAt(list: Address, place: number): Address;
  infoPath(info: Address): string | null;
  infoProduct(info: Address): string | null;
  freeInfoList(list: Slot, count: number): void;

  newDevice(): Address;
  setIo(device: Address, io: { readonly open: bigint; readonly close: bigint; readonly read: bigint; readonly write: bigint }): number;
  setTimeout(device: Address, milliseconds: number): number;
  open(device: Address, path: string): number;
  close(device: Address): number;
  cancel(device: Address): number;
  freeDevice(device: Slot): void;
  isFido2(device: Address): boolean;
  hasPin(device: Address): boolean;
  hasUv(device: Address): boolean;
  supportsPin(device: Address): boolean;
  retryCount(device: Address, retries: number[]): number;
  setPin(device: Address, next: Uint8Array, current: Uint8Array | null): number;
  touchBegin(device: Address): number;
  touchStatus(device: Address, touched: number[], milliseconds: number): number;

  newCborInfo(): Address;
  cborInfo(device: Address, info: Address): number;
  extensionCount(info: Address): number;
  extensions(info: Address): Address | null;
  freeCborInfo(info: Slot): void;
  /** Null where the library is older than 1.11: it cannot tell before the key refuses the PIN. */
  mustChangePin: ((info: Address) => boolean) | null;

  newCred(): Address;
  credType(cred: Address, algorithm: number): number;
  credClientDataHash(cred: Address, hash: Uint8Array, length: number): number;
  credRp(cred: Address, id: string, name: string): number;
  credUser(cred: Address, id: Uint8Array, idLength: number, name: string, displayName: string, icon: null): number;
  credExtensions(cred: Address, mask: number): number;
  credRk(cred: Address, option: number): number;
  credUv(cred: Address, option: number): number;
  credExclude(cred: Address, id: Uint8Array, length: number): number;
  makeCred(device: Address, cred: Address, pin: Uint8Array | null): number;
  credAuthData(cred: Address): Address | null;
  credAuthDataLength(cred: Address): number;
  freeCred(cred: Slot): void;

  newAssert(): Address;
  assertClientDataHash(assertion: Address, hash: Uint8Array, length: number): number;
  assertRp(assertion: Address, id: string): number;
  assertAllow(assertion: Address, id: Uint8Array, length: number): number;
  assertExtensions(assertion: Address, mask: number): number;
  assertSalt(assertion: Address, salt: Uint8Array, length: number): number;
  assertUp(assertion: Address, option: number): number;
  assertUv(assertion: Address, option: number): number;
  getAssert(device: Address, assertion: Address, pin: Uint8Array | null): number;
  assertCount(assertion: Address): number;
  assertAuthData(assertion: Address, place: number): Address | null;
  assertAuthDataLength(assertion: Address, place: number): number;
  assertSignature(assertion: Address, place: number): Address | null;
  assertSignatureLength(assertion: Address, place: number): number;
  assertSecret(assertion: Address, place: number): Address | null;
  assertSecretLength(assertion: Address, place: number): number;
  freeAssert(assertion: Slot): void;
};

/** `fido_opt_t`: leave it to the key, no, yes. */
export const fidoOption = { omit: 0, no: 1, yes: 2 } as const;
export const hmacSecretExtension = 1;
export const es256 = -7;

/** Where it may be, best first: beside the packaged program, then where the system and its package managers put it. */
export function libraryPlaces(platform: NodeJS.Platform, resources: string | undefined): readonly string[] {
  switch (platform) {
    case 'darwin': {
      const folders = [...(resources === undefined ? [] : [resources]), '/opt/homebrew/lib', '/usr/local/lib', '/opt/local/lib'];
      return folders.flatMap((folder) => [`${folder}/libfido2.1.dylib`, `${folder}/libfido2.dylib`]);
    }
    case 'win32':
      // SECURITY: a name alone would be looked for in folders that others may write to.
      return resources === undefined ? [] : [`${resources}\\fido2.dll`];
    default:
      return ['libfido2.so.1', ...(resources === undefined ? [] : [`${resources}/libfido2.so.1`])];
  }
}

function load(places: readonly string[]): LibraryHandle {
  for (const place of places) {
    try {
      return koffi.load(place);
    } catch {
      // Not there, or built for another machine: the next one.
    }
  }
  throw new VaultFailure('key.library-missing');
}

let structs = 0;

function bind(library: LibraryHandle): FidoLibrary {
  // Types are known to koffi by name, and one process may bind twice (tests do).
  structs += 1;
  const io = koffi.struct(`LatchkeyFidoIo${structs}`, { open: 'void *', close: 'void *', read: 'void *', write: 'void *' });
  const f = (definition: string) => library.func(definition);
  f('void fido_init(int flags)')(0);

  function optional(definition: string): ((info: Address) => boolean) | null {
    try {
      return f(definition);
    } catch {
      return null;
    }
  }

  return {
    newInfoList: f('void *fido_dev_info_new(size_t count)'),
    manifest: f('int fido_dev_info_manifest(void *list, size_t count, _Out_ size_t *found)'),
    infoAt: f('void *fido_dev_info_ptr(void *list, size_t place)'),
    infoPath: f('const char *fido_dev_info_path(void *info)'),
    infoProduct: f('const char *fido_dev_info_product_string(void *info)'),
    freeInfoList: f('void fido_dev_info_free(_Inout_ void **list, size_t count)'),

    newDevice: f('void *fido_dev_new(void)'),
    setIo: library.func('fido_dev_set_io_functions', 'int', ['void *', koffi.pointer(io)]),
    setTimeout: f('int fido_dev_set_timeout(void *device, int milliseconds)'),
    open: f('int fido_dev_open(void *device, const char *path)'),
    close: f('int fido_dev_close(void *device)'),
    cancel: f('int fido_dev_cancel(void *device)'),
    freeDevice: f('void fido_dev_free(_Inout_ void **device)'),
    isFido2: f('bool fido_dev_is_fido2(void *device)'),
    hasPin: f('bool fido_dev_has_pin(void *device)'),
    hasUv: f('bool fido_dev_has_uv(void *device)'),
    supportsPin: f('bool fido_dev_supports_pin(void *device)'),
    retryCount: f('int fido_dev_get_retry_count(void *device, _Out_ int *retries)'),
    setPin: f('int fido_dev_set_pin(void *device, const uint8_t *next, const uint8_t *current)'),
    touchBegin: f('int fido_dev_get_touch_begin(void *device)'),
    touchStatus: f('int fido_dev_get_touch_status(void *device, _Out_ int *touched, int milliseconds)'),

    newCborInfo: f('void *fido_cbor_info_new(void)'),
    cborInfo: f('int fido_dev_get_cbor_info(void *device, void *info)'),
    extensionCount: f('size_t fido_cbor_info_extensions_len(void *info)'),
    extensions: f('void *fido_cbor_info_extensions_ptr(void *info)'),
    freeCborInfo: f('void fido_cbor_info_free(_Inout_ void **info)'),
    mustChangePin: optional('bool fido_cbor_info_new_pin_required(void *info)'),

    newCred: f('void *fido_cred_new(void)'),
    credType: f('int fido_cred_set_type(void *cred, int algorithm)'),
    credClientDataHash: f('int fido_cred_set_clientdata_hash(void *cred, const uint8_t *hash, size_t length)'),
    credRp: f('int fido_cred_set_rp(void *cred, const char *id, const char *name)'),
    credUser: f('int fido_cred_set_user(void *cred, const uint8_t *id, size_t idLength, const char *name, const char *displayName, const char *icon)'),
    credExtensions: f('int fido_cred_set_extensions(void *cred, int mask)'),
    credRk: f('int fido_cred_set_rk(void *cred, int option)'),
    credUv: f('int fido_cred_set_uv(void *cred, int option)'),
    credExclude: f('int fido_cred_exclude(void *cred, const uint8_t *id, size_t length)'),
    makeCred: f('int fido_dev_make_cred(void *device, void *cred, const uint8_t *pin)'),
    credAuthData: f('void *fido_cred_authdata_raw_ptr(void *cred)'),
    credAuthDataLength: f('size_t fido_cred_authdata_raw_len(void *cred)'),
    freeCred: f('void fido_cred_free(_Inout_ void **cred)'),

    newAssert: f('void *fido_assert_new(void)'),
    assertClientDataHash: f('int fido_assert_set_clientdata_hash(void *assertion, const uint8_t *hash, size_t length)'),
    assertRp: f('int fido_assert_set_rp(void *assertion, const char *id)'),
    assertAllow: f('int fido_assert_allow_cred(void *assertion, const uint8_t *id, size_t length)'),
    assertExtensions: f('int fido_assert_set_extensions(void *assertion, int mask)'),
    assertSalt: f('int fido_assert_set_hmac_salt(void *assertion, const uint8_t *salt, size_t length)'),
    assertUp: f('int fido_assert_set_up(void *assertion, int option)'),
    assertUv: f('int fido_assert_set_uv(void *assertion, int option)'),
    getAssert: f('int fido_dev_get_assert(void *device, void *assertion, const uint8_t *pin)'),
    assertCount: f('size_t fido_assert_count(void *assertion)'),
    assertAuthData: f('void *fido_assert_authdata_ptr(void *assertion, size_t place)'),
    assertAuthDataLength: f('size_t fido_assert_authdata_len(void *assertion, size_t place)'),
    assertSignature: f('void *fido_assert_sig_ptr(void *assertion, size_t place)'),
    assertSignatureLength: f('size_t fido_assert_sig_len(void *assertion, size_t place)'),
    assertSecret: f('void *fido_assert_hmac_secret_ptr(void *assertion, size_t place)'),
    assertSecretLength: f('size_t fido_assert_hmac_secret_len(void *assertion, size_t place)'),
    freeAssert: f('void fido_assert_free(_Inout_ void **assertion)'),
  };
}

/**
 * @returns a function that gives the library, loaded once; a failure is tried again, for a user who has installed it meanwhile.
 * It throws VaultFailure `key.library-missing` or `key.library-too-old`.
 */
export function makeLibraryLoader(places: readonly string[] = libraryPlaces(process.platform, resourcesPath())): () => FidoLibrary {
  let bound: FidoLibrary | null = null;
  return () => {
    if (bound === null) {
      const library = load(places);
      try {
        bound = bind(library);
      } catch {
        // A function that is not in it.
        throw new VaultFailure('key.library-too-old');
      }
    }
    return bound;
  };
}

/** Electron's; absent under plain Node. */
function resourcesPath(): string | undefined {
  const found: unknown = 'resourcesPath' in process ? process.resourcesPath : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** Runs a call of the library on a thread of its own. */
export function later<Args extends readonly unknown[], Result>(call: (...args: Args) => Result, ...args: Args): Promise<Result> {
  return new Promise((resolve, reject) => {
    const run: unknown = 'async' in call ? call.async : undefined;
    if (typeof run !== 'function') {
      reject(new Error('not a function of the library'));
      return;
    }
    run(...args, (error: unknown, result: Result) => (error === null || error === undefined ? resolve(result) : reject(error)));
  });
}

/** Copies bytes out of the library's memory. */
export function bytesAt(address: Address | null, length: number): Uint8Array {
  if (address === null || length === 0) {
    return new Uint8Array(0);
  }
  return new Uint8Array(koffi.view(address, length).slice(0));
}

/** The text at a place of a list of C strings. */
export function textsAt(address: Address | null, count: number): readonly string[] {
  if (address === null || count === 0) {
    return [];
  }
  const texts: unknown = koffi.decode(address, koffi.array('const char *', count));
  return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
}
