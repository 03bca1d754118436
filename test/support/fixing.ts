import {mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs'
import path from 'node:path'

import type {Check} from '../../src/checks/check.js'
import {CHECKS} from '../../src/checks/index.js'
import {applyFixes, type FixPlan, planFixes} from '../../src/doctor/fix.js'
import type {DoctorReport} from '../../src/doctor/report.js'
import type {App} from '../../src/platform/app.js'
import {readProject} from '../../src/project/read-project.js'
import {realFileSystem} from '../../src/system/file-system.js'
import {realProcesses} from '../../src/system/processes.js'
import {FIXTURES, reportOf} from './checks.js'
import {type TemporaryFolders, TestRepository, type TestFiles} from './repository.js'

const SYSTEM = {files: realFileSystem, processes: realProcesses}

/** An app on disk, committed to a repository that lies in a folder beside files of no concern. */
export class AppOnDisk {
  readonly folder: string
  readonly repository: TestRepository

  constructor(
    folders: TemporaryFolders,
    source: string | TestFiles,
    private readonly app: App | null = null,
    private readonly checks: readonly Check[] = CHECKS,
  ) {
    const around = folders.make({'outside/.gitignore': 'mine\n', 'outside/.python-version': '3.11\n'})
    this.folder = path.join(around, 'app')
    mkdirSync(this.folder)
    this.repository = new TestRepository(this.folder)
    this.repository.git('init', '--quiet', '--initial-branch=main', '--template=')
    this.repository.write(typeof source === 'string' ? filesIn(path.join(FIXTURES, source)) : source)
    this.repository.git('add', '--all', '--force')
    this.repository.git('commit', '--quiet', '--allow-empty', '--message', 'The app')
  }

  /** Around the app's own folder. */
  get around(): string {
    return path.dirname(this.folder)
  }

  async project() {
    return readProject({cwd: this.folder, dirty: true, source: this.folder}, SYSTEM)
  }

  /** What the doctor says of the files on disk. */
  async report(): Promise<DoctorReport> {
    const project = await this.project()
    return reportOf(project, {app: this.app, checks: this.checks, noApp: 'no app'})
  }

  /** As `--fix` does; `only` as `--only` with it. */
  async fix(only?: string): Promise<FixPlan> {
    const {findings} = await this.report()
    const project = await this.project()
    const wanted = findings.filter(({id}) => only === undefined || id === only)
    const plan = await planFixes(wanted, project, SYSTEM)
    await applyFixes(plan, project, SYSTEM)
    return plan
  }
}

function filesIn(folder: string): TestFiles {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile())
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name))]))
}
