import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

import {FORBIDDEN_WORDS, forbiddenIn, LONGEST_ON_A_PAGE, LONGEST_SENTENCE} from '../support/forbidden-words.js'
import {PROJECT} from '../support/heroku-cli.js'

const ROOMS = [
  'src/checks',
  'src/cli',
  'src/commands',
  'src/doctor',
  'src/edits',
  'src/local-build',
  'src/mcp',
  'src/migrate',
  'src/pin',
  'src/platform',
  'src/project',
  'src/releases',
  'src/render/doctor',
  'src/render/edits',
  'src/render/fleet',
  'src/render/local-build',
  'src/render/migrate',
  'src/render/pin',
  'src/render/problems',
  'src/render/terminal',
  'src/toolchain',
]

const DOCUMENTS = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'examples/README.md',
  ...readdirSync(path.join(PROJECT, 'docs'))
    .filter((name) => name.endsWith('.md') && name !== 'style.md')
    .map((name) => `docs/${name}`),
]

/** What a build's log may say is data there, and stands beside what is said of it. */
const CAUSES = ['cause', 'phrases', 'words-app', 'words-build', 'words-install', 'words-limits'].map(
  (name) => `src/buildpack/causes/${name}.ts`,
)

const read = (file: string) => readFileSync(path.join(PROJECT, file), 'utf8')

/** The texts of a module: its literals, an expression in them standing as one word. */
function texts(file: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isTemplateExpression(node))
      found.push([node.head.text, ...node.templateSpans.map(({literal}) => literal.text)].join('X'))
    else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }

  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true))
  return found.filter((text) => text.includes(' ') || /^[A-Z].*[.!?]$/.test(text))
}

function textsOf(room: string): string[] {
  const names = readdirSync(path.join(PROJECT, room), {encoding: 'utf8', recursive: true})
  return names.filter((name) => name.endsWith('.ts')).flatMap((name) => texts(path.join(room, name)))
}

/** Sentences of prose: commands, addresses and lists of values are no part of one. */
function sentences(text: string): string[] {
  return text.split(/(?<=[.:;!?])\s+|\n+/)
}

function tooLong(text: string, longest: number): string[] {
  return sentences(text).filter((sentence) => sentence.split(/\s+/).filter((word) => /\w/.test(word)).length > longest)
}

/** What stands in parentheses, and what lists pieces of code, takes no second reading. */
function withoutExamples(text: string): string {
  return text.replaceAll(/\([^()]*\)/g, '').replaceAll(/`[^`]*`(?:,? (?:and |or )?`[^`]*`)*/g, 'CODE')
}

/** A page without its code, screens and links. */
function prose(file: string): string[] {
  return (
    read(file)
      .replaceAll(/^```.*?^```$/gms, '')
      .replaceAll(/^ {4}.*$/gm, '')
      // Titles of tests, as they are in the tests.
      .replaceAll(/^(\|[^|]*\| `test\/[^|]*\|)[^|]*\|$/gm, '$1')
      .replaceAll(/`[^`]*`/g, 'CODE')
      .replaceAll(/\]\([^)]*\)/g, ']')
      .split(/\n\s*\n|\n(?=[-|#\d])/)
      .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
  )
}

interface Manifest {
  commands: Record<
    string,
    {
      args: Record<string, {description?: string}>
      description?: string
      examples?: {description: string}[]
      flags: Record<string, {description?: string}>
      summary?: string
    }
  >
}

function helpTexts(): string[] {
  const {commands} = JSON.parse(read('oclif.manifest.json')) as Manifest
  return Object.values(commands).flatMap(({args, description = '', examples = [], flags, summary = ''}) => [
    summary,
    ...description.split('\n'),
    ...examples.map((example) => example.description),
    ...[...Object.values(args), ...Object.values(flags)].map((one) => one.description ?? ''),
  ])
}

describe('the words that users read', () => {
  it('are looked at: each forbidden form is found in what it rules out', () => {
    for (const bad of [
      'It is no file.',
      'so that the app fails',
      'The build stops here.',
      '--fix mends 1.',
      'there is a plan, and nobody to ask',
    ])
      assert.notDeepEqual(forbiddenIn(bad), [], bad)
    for (const good of ['There is no Procfile.', 'It is no longer used.', 'The build fails.', 'so the app fails'])
      assert.deepEqual(forbiddenIn(good), [], good)
    assert.ok(FORBIDDEN_WORDS.length > 20)
    assert.ok(textsOf('src/render/problems').length > 80)
    assert.ok(helpTexts().length > 60)
  })

  for (const room of ROOMS)
    it(`of ${room} have no forbidden form`, () => {
      assert.deepEqual(
        textsOf(room).flatMap((text) => forbiddenIn(text)),
        [],
      )
    })

  it('of the causes of failed builds have none', () => {
    assert.deepEqual(
      CAUSES.flatMap((file) => texts(file)).flatMap((text) => forbiddenIn(text)),
      [],
    )
  })

  it('of the help have none', () => {
    assert.deepEqual(
      helpTexts().flatMap((text) => forbiddenIn(text)),
      [],
    )
  })

  for (const file of DOCUMENTS)
    it(`of ${file} have none`, () => {
      assert.deepEqual(
        prose(file).flatMap((text) => forbiddenIn(text)),
        [],
      )
    })

  it('of problems come in short sentences', () => {
    assert.deepEqual(
      textsOf('src/render/problems').flatMap((text) => tooLong(text, LONGEST_SENTENCE)),
      [],
    )
  })

  it('of findings and their pages come in sentences that are read in one pass', () => {
    assert.deepEqual(
      [...textsOf('src/checks'), ...textsOf('src/render/doctor')].flatMap((text) =>
        tooLong(withoutExamples(text), LONGEST_ON_A_PAGE),
      ),
      [],
    )
  })
})
