/**
 * Records what Rust's own compiler makes of the small programs in test/buildpack/rust/programs/, with which our interpreter is compared:
 *
 *     npx tsx scripts/record-rust-programs.ts
 *
 * Each `pub fn name() -> String` is called. It needs rustc.
 */
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

const FOLDER = 'test/buildpack/rust/programs'
const workspace = mkdtempSync(path.join(tmpdir(), 'rust-programs-'))
const answers = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.rs'))
  .map((file) => [file, answersOf(readFileSync(path.join(FOLDER, file), 'utf8'))] as const)
writeFileSync(path.join(FOLDER, 'expected.json'), `${JSON.stringify(Object.fromEntries(answers), null, 2)}\n`)
rmSync(workspace, {force: true, recursive: true})

function answersOf(program: string): Record<string, string> {
  const names = [...program.matchAll(/^pub fn (\w+)\(\) -> String/gm)].map(([, name]) => name!)
  const calls = names.map((name) => `print!("{}\\n--next--\\n", ${name}());`).join('\n')
  const source = path.join(workspace, 'main.rs')
  const compiled = path.join(workspace, 'main')
  writeFileSync(source, `${program}\nfn main() {\n${calls}\n}\n`)
  execFileSync('rustc', ['--edition', '2024', '-A', 'warnings', '-o', compiled, source], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const outputs = execFileSync(compiled, {encoding: 'utf8'}).split('\n--next--\n')
  return Object.fromEntries(names.map((name, index) => [name, outputs[index]!]))
}
