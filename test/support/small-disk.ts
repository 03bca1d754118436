import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

import type {TemporaryFolders} from './repository.js'

/** Disks of a few megabytes, in memory. Only the superuser may mount them, and not in every container. */
export class SmallDisks {
  private disks: string[] = []

  constructor(private readonly folders: TemporaryFolders) {}

  make(megabytes = 8): string {
    const disk = this.folders.make()
    mount(disk, megabytes)
    this.disks.push(disk)
    return disk
  }

  remove(): void {
    for (const disk of this.disks) execFileSync('umount', [disk])
    this.disks = []
  }
}

export function canMount(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'heroku-python-mount-'))
  try {
    mount(folder, 1)
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, {recursive: true})
  }
}

function mount(folder: string, megabytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {stdio: 'pipe'})
}
