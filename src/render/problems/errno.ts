/** System errors in words, for every command. Source: errno(3). */
const WORDS: Readonly<Record<string, string>> = {
  E2BIG: "a program's variables are larger than it can be given",
  EACCES: 'no permission',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'a file is larger than the disk, or a limit of the system, allows',
  EIO: 'a disk error',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the path is too long',
  ENOENT: "it isn't there",
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is no folder',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
}

/** What Node's code of a system error means; the code itself where we have no words for it. */
export function errnoWords(code: string): string {
  return WORDS[code] ?? code
}
