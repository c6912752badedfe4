/**
 * Structured clone as text: what Electron's IPC carries between processes, carried here through the devtools pipe.
 * Keeps binary data, dates, maps, sets, undefined, bigints, errors, cycles and shared references; throws on
 * functions and symbols as Electron does, unless the caller says how to carry functions and promises (the context
 * bridge does). Runs in Node and in pages; called by the IPC of the stand-in and by both halves of its bridge.
 */
type Entry =
  | ['v', string | number | boolean | null]
  | ['u']
  | ['n', string]
  | ['i', string]
  | ['d', number]
  | ['r', string, string]
  | ['b', string, string]
  | ['a' | 's', number[]]
  | ['o', [string, number][]]
  | ['m', [number, number][]]
  | ['e', string, string]
  | ['l', string, number];

/** A function or a promise that stays where it is and is known by number on the other side. */
export interface Lifted {
  readonly kind: 'function' | 'promise';
  readonly id: number;
}
export type Lift = (value: object) => Lifted | undefined;
export type Lower = (lifted: Lifted) => unknown;

const notCloneable = (): Error => new Error('An object could not be cloned.');
const errorTypes = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };
const viewMakers: Record<string, (buffer: ArrayBuffer) => ArrayBufferView> = {
  Int8Array: (buffer) => new Int8Array(buffer),
  Uint8ClampedArray: (buffer) => new Uint8ClampedArray(buffer),
  Uint16Array: (buffer) => new Uint16Array(buffer),
  Int16Array: (buffer) => new Int16Array(buffer),
  Uint32Array: (buffer) => new Uint32Array(buffer),
  Int32Array: (buffer) => new Int32Array(buffer),
  Float32Array: (buffer) => new Float32Array(buffer),
  Float64Array: (buffer) => new Float64Array(buffer),
  BigInt64Array: (buffer) => new BigInt64Array(buffer),
  BigUint64Array: (buffer) => new BigUint64Array(buffer),
  DataView: (buffer) => new DataView(buffer),
};

function toBase64(bytes: Uint8Array): string {
  if (typeof Buffer === 'function') {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) {
    bytes[at] = binary.charCodeAt(at);
  }
  return bytes;
}

export function encodeWire(root: unknown, lift?: Lift): string {
  const table: Entry[] = [];
  const seen = new Map<object, number>();

  const put = (entry: Entry): number => table.push(entry) - 1;

  const visitPrimitive = (value: unknown): number => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') {
      return put(['v', value]);
    }
    if (value === undefined) {
      return put(['u']);
    }
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0) ? put(['v', value]) : put(['n', Object.is(value, -0) ? '-0' : String(value)]);
    }
    if (typeof value === 'bigint') {
      return put(['i', value.toString()]);
    }
    throw notCloneable();
  };

  const visit = (value: unknown): number => {
    if (typeof value === 'function' || (typeof value === 'object' && value !== null)) {
      return visitObject(value);
    }
    return visitPrimitive(value);
  };

  const visitObject = (value: object): number => {
    const known = seen.get(value);
    if (known !== undefined) {
      return known;
    }
    const lifted = lift?.(value);
    if (lifted !== undefined) {
      return put(['l', lifted.kind, lifted.id]);
    }
    if (typeof value === 'function' || value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
      throw notCloneable();
    }
    const at = put(['u']);
    seen.set(value, at);
    table[at] = describe(value);
    return at;
  };

  const describe = (value: object): Entry => {
    if (Array.isArray(value)) {
      return ['a', Array.from(value, visit)];
    }
    if (value instanceof Date) {
      return ['d', value.getTime()];
    }
    if (value instanceof RegExp) {
      return ['r', value.source, value.flags];
    }
    if (ArrayBuffer.isView(value)) {
      const type = Object.prototype.toString.call(value).slice(8, -1);
      return ['b', type, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    }
    if (value instanceof ArrayBuffer) {
      return ['b', 'ArrayBuffer', toBase64(new Uint8Array(value))];
    }
    if (value instanceof Map) {
      return ['m', Array.from(value, ([key, item]): [number, number] => [visit(key), visit(item)])];
    }
    if (value instanceof Set) {
      return ['s', Array.from(value, visit)];
    }
    if (value instanceof Error) {
      return ['e', value.name, value.message];
    }
    return ['o', Object.entries(value).map(([key, item]): [string, number] => [key, visit(item)])];
  };

  visit(root);
  return JSON.stringify(table);
}

export function decodeWire(text: string, lower?: Lower): unknown {
  const table = JSON.parse(text) as Entry[];
  const made = new Map<number, unknown>();

  const read = (at: number): unknown => {
    if (made.has(at)) {
      return made.get(at);
    }
    const entry = table[at];
    if (entry === undefined) {
      throw new Error('A message between page and main process refers to nothing.');
    }
    const container = entry[0] === 'a' ? [] : entry[0] === 'o' ? {} : entry[0] === 'm' ? new Map() : entry[0] === 's' ? new Set() : undefined;
    if (container !== undefined) {
      made.set(at, container);
      fill(container, entry);
      return container;
    }
    const value = readLeaf(entry);
    made.set(at, value);
    return value;
  };

  const fill = (container: object, entry: Entry): void => {
    if (entry[0] === 'a' && Array.isArray(container)) {
      entry[1].forEach((item) => container.push(read(item)));
    } else if (entry[0] === 'o') {
      for (const [key, item] of entry[1]) {
        Object.defineProperty(container, key, { value: read(item), writable: true, enumerable: true, configurable: true });
      }
    } else if (entry[0] === 'm' && container instanceof Map) {
      entry[1].forEach(([key, item]) => container.set(read(key), read(item)));
    } else if (entry[0] === 's' && container instanceof Set) {
      entry[1].forEach((item) => container.add(read(item)));
    }
  };

  const readLeaf = (entry: Entry): unknown => {
    switch (entry[0]) {
      case 'v':
        return entry[1];
      case 'n':
        return Number(entry[1]);
      case 'i':
        return BigInt(entry[1]);
      case 'd':
        return new Date(entry[1]);
      case 'r':
        return new RegExp(entry[1], entry[2]);
      case 'b':
        return readBinary(entry[1], fromBase64(entry[2]));
      case 'e':
        return readError(entry[1], entry[2]);
      case 'l':
        return lower?.({ kind: entry[1] === 'promise' ? 'promise' : 'function', id: entry[2] });
      default:
        return undefined;
    }
  };

  return read(0);
}

function readBinary(type: string, bytes: Uint8Array<ArrayBuffer>): unknown {
  if (type === 'ArrayBuffer') {
    return bytes.buffer;
  }
  return viewMakers[type]?.(bytes.buffer) ?? bytes;
}

function readError(name: string, message: string): Error {
  const Type = Object.entries(errorTypes).find(([known]) => known === name)?.[1] ?? Error;
  return new Type(message);
}
