/** System errors in words, for every command. Source: errno(3). */
const WORDS: Readonly<Record<string, string>> = {
  E2BIG: 'the environment variables are too large for this system',
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is exceeded',
  EFBIG: 'a file is larger than the disk or system allows',
  EIO: 'disk error',
  EISDIR: 'this is a folder',
  ELOOP: 'its links form a loop',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the path is too long',
  ENOENT: 'not found',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
}

/** What Node's code of a system error means; the code itself where we have no words for it. */
export function errnoWords(code: string): string {
  return WORDS[code] ?? code
}
