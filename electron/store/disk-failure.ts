/**
 * From the operating system's error to the closed list of failures. The only file that knows errno names.
 * An error without an errno is a bug and passes through as it is.
 */
import { VaultFailure, type FailureCode, type FailureFacts } from '../../shared/failure.ts';

/** The errno name of an error, or null for anything that did not come from the operating system. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return null;
  }
  return 'errno' in error || 'syscall' in error ? error.code : null;
}

function codeOf(errno: string): FailureCode {
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'disk.full';
    case 'EACCES':
    case 'EPERM':
      return 'disk.no-permission';
    case 'EROFS':
      return 'disk.read-only';
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return 'disk.gone';
    default:
      return 'disk.failed';
  }
}

/** A `VaultFailure` for an error of the operating system; anything else comes back unchanged. */
export function diskFailure(error: unknown, facts: FailureFacts = {}): unknown {
  const errno = errnoOf(error);
  return errno === null ? error : new VaultFailure(codeOf(errno), facts);
}

/** Runs one piece of disk work and throws its failure in our words. */
export async function onDisk<T>(facts: FailureFacts, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFailure(error, facts);
  }
}

/** True where the file or its folder may be read but not written. */
export function isReadOnlyErrno(errno: string | null): boolean {
  return errno === 'EROFS' || errno === 'EACCES' || errno === 'EPERM';
}
