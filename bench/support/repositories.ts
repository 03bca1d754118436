import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

/** A small app in a git repository. */
export function smallRepository(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-small-'))
  write(folder, {
    '.python-version': '3.14\n',
    'app.py': 'print("hello")\n',
    Procfile: 'web: python app.py\n',
    'requirements.txt': 'flask==3.1.2\n',
  })
  return commit(folder)
}

/** 50,000 files, every tenth a Python file, and 5,000 requirements. */
export function largeRepository(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-large-'))
  const requirements = Array.from({length: 5000}, (_, index) => `package-${index}==1.${index}.0  # why`).join('\n')
  write(folder, {'.python-version': '3.14\n', Procfile: 'web: gunicorn app\n', 'requirements.txt': `${requirements}\n`})
  for (let index = 0; index < 50_000; index++) {
    const name = `src/part${index % 100}/module${Math.floor(index / 100) % 10}/file${index}${index % 10 === 0 ? '.py' : '.txt'}`
    write(folder, {[name]: `value = ${index}\n`})
  }

  return commit(folder)
}

function write(folder: string, files: Record<string, string>): void {
  for (const [name, contents] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), {recursive: true})
    writeFileSync(path.join(folder, name), contents)
  }
}

function commit(folder: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', '-c', 'gc.auto=0', ...args], {
      cwd: folder,
      stdio: 'ignore',
    })
  git('init')
  git('add', '--all')
  git('commit', '--message', 'The app')
  git('gc', '--quiet')
  return folder
}
