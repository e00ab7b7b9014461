import type { AppError } from '@core/errors';

const isErrno = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error;

export const errnoOf = (error: unknown): string | undefined =>
  isErrno(error) ? error.code : undefined;

interface Reason {
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: {
    code: 'file-missing',
    what: 'it is not there',
    hint: 'It may have been moved, renamed or deleted, or its drive is not connected.',
  },
  EACCES: {
    code: 'no-permission',
    what: 'this user has no permission',
    hint: 'Choose another folder, or change the permissions of this one.',
  },
  EPERM: {
    code: 'no-permission',
    what: 'this user has no permission',
    hint: 'Choose another folder, or change the permissions of this one.',
  },
  EROFS: {
    code: 'read-only',
    what: 'it is on a read-only drive',
    hint: 'Choose a folder on another drive.',
  },
  ENOSPC: {
    code: 'disk-full',
    what: 'the disk is full',
    hint: 'Free some space, or choose a folder on another drive.',
  },
  EDQUOT: {
    code: 'disk-full',
    what: 'the disk quota of this user is used up',
    hint: 'Free some space, or choose a folder on another drive.',
  },
  EISDIR: { code: 'is-a-folder', what: 'it is a folder', hint: 'Choose a file.' },
  ENOTDIR: {
    code: 'file-missing',
    what: 'a part of its path is no folder',
    hint: 'It may have been moved, renamed or deleted.',
  },
  EMFILE: {
    code: 'too-many-files',
    what: 'too many files are open',
    hint: 'Close other programs and try again.',
  },
};

/** `doing`: "Reading", "Saving". Says why in words for what the system reports most. */
export function fileError(doing: string, path: string, error: unknown): AppError {
  const errno = errnoOf(error);
  const reason = errno === undefined ? undefined : reasons[errno];
  const cause = error instanceof Error ? error.message : String(error);
  if (reason) {
    const message = `${doing} ${path} did not work: ${reason.what}.`;
    return { code: reason.code, message, hint: reason.hint, cause };
  }
  return {
    code: 'file-error',
    message: `${doing} ${path} did not work: ${cause}`,
    hint: 'Try again, or choose another folder.',
    cause,
  };
}

/** A folder is asked for as often as a file: the hint about a vanished file would mislead on writing. */
export function saveError(path: string, error: unknown): AppError {
  if (errnoOf(error) !== 'ENOENT') return fileError('Saving', path, error);
  return {
    code: 'folder-missing',
    message: `Saving ${path} did not work: its folder is no longer there.`,
    hint: 'Use Save as and choose another folder.',
    cause: error instanceof Error ? error.message : String(error),
  };
}
