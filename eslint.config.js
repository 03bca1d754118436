import oclif from 'eslint-config-oclif'
import prettier from 'eslint-config-prettier'
import {fileURLToPath} from 'node:url'

/**
 * Which packages and globals a room may use (docs/architecture.md). Who may import whom of our own files is held by
 * test/architecture.test.ts, for types too.
 */
const CLI = ['@oclif/*', '@heroku-cli/*', '!@heroku-cli/schema', '@heroku/*']
const TERMINAL = ['inquirer', '@inquirer/*', 'listr2']
/** Only src/system/ reaches disk, processes, network, clock and environment: a test can put a fault into any of them. */
const MACHINE = [
  'node:child_process',
  'node:dgram',
  'node:dns',
  'node:dns/*',
  'node:fs',
  'node:fs/*',
  'node:http',
  'node:http2',
  'node:https',
  'node:net',
  'node:perf_hooks',
  'node:timers',
  'node:timers/*',
  'node:tls',
  'node:worker_threads',
  'proper-lockfile',
  'write-file-atomic',
]
const REAL_PARTS = '^real(?:Clock|FileSystem|Host|HttpClient|Processes|System|Workspaces)$'
const FROM_SYSTEM = 'only src/system/ may: take it as an argument (src/system/system.ts)'
const ROOMS_WITHOUT_CLI = [
  'buildpack',
  'checks',
  'common',
  'edits',
  'knowledge',
  'local-build',
  'migrate',
  'package-managers',
  'packaging',
]
const OTHER_ROOMS_WITHOUT_CLI = ['pin', 'platform', 'project', 'releases', 'target', 'toolchain', 'doctor']

/** Files that still reach for the machine themselves. The list only shrinks. */
const KNOWN = ['src/project/git/run-git.ts', 'src/project/git/safe-names.ts']

const boundaries = [
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/commands/**', 'src/start/**', 'src/system/**', 'src/index.ts', ...KNOWN],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'performance', 'setImmediate', 'setInterval', 'setTimeout'].map((name) => ({message: FROM_SYSTEM, name})),
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {group: MACHINE, message: FROM_SYSTEM},
            {importNamePattern: REAL_PARTS, message: FROM_SYSTEM, regex: '/system/'},
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        ...['arch', 'cwd', 'env', 'kill', 'pid', 'platform'].map((property) => ({
          message: FROM_SYSTEM,
          object: 'process',
          property,
        })),
        {message: FROM_SYSTEM, object: 'Date', property: 'now'},
      ],
      'no-restricted-syntax': [
        'error',
        {message: FROM_SYSTEM, selector: 'NewExpression[callee.name="Date"][arguments.length=0]'},
        {message: FROM_SYSTEM, selector: 'ImportExpression[source.value=/real-system/]'},
      ],
    },
  },
  {
    files: [...ROOMS_WITHOUT_CLI, ...OTHER_ROOMS_WITHOUT_CLI].map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {group: MACHINE, message: FROM_SYSTEM},
            {importNamePattern: REAL_PARTS, message: FROM_SYSTEM, regex: '/system/'},
            {group: [...CLI, ...TERMINAL], message: 'this room knows neither the CLI nor a terminal: see docs/architecture.md'},
          ],
        },
      ],
    },
  },
]

/** A promise that nobody waits for loses its error; a switch that misses a case says so when the case is added. */
const typeAware = {
  files: ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
  languageOptions: {
    parserOptions: {project: './tsconfig.test.json', tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url))},
  },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    // A default says what becomes of every other case.
    '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
  },
}

export default [
  {ignores: ['dist/', 'node_modules/', 'examples/', 'test/fixtures/', '.cache/']},
  ...oclif,
  prettier,
  {
    rules: {
      // Held by test/architecture.test.ts, for the whole tree at once.
      'import/no-cycle': 'off',
      // What TypeScript itself tells.
      'import/default': 'off',
      'import/export': 'off',
      'import/named': 'off',
      'import/namespace': 'off',
      'import/no-unresolved': 'off',
      'jsdoc/no-undefined-types': 'off',
      // The buildpack's own names (package_manager …) are part of the public contract.
      camelcase: 'off',
      // Bytes, control characters and other tools' syntax are this project's subject.
      'no-bitwise': 'off',
      'no-control-regex': 'off',
      'no-template-curly-in-string': 'off',
      'prefer-destructuring': 'off',
      'unicorn/consistent-function-scoping': 'off',
      'unicorn/switch-case-braces': ['error', 'avoid'],
      'jsdoc/check-param-names': 'off',
      // Order of keys and members carries meaning here: that of the buildpack's decisions, or of reading.
      'perfectionist/sort-classes': 'off',
      'perfectionist/sort-imports': 'off',
      'perfectionist/sort-interfaces': 'off',
      'perfectionist/sort-modules': 'off',
      'perfectionist/sort-object-types': 'off',
      'perfectionist/sort-objects': 'off',
      'perfectionist/sort-switch-case': 'off',
      'perfectionist/sort-union-types': 'off',
      'perfectionist/sort-named-imports': 'off',
      'perfectionist/sort-exports': 'off',
      'perfectionist/sort-sets': 'off',
      'perfectionist/sort-maps': 'off',
      'perfectionist/sort-array-includes': 'off',
      'unicorn/no-null': 'off',
      'unicorn/no-await-expression-member': 'off',
      'unicorn/prefer-code-point': 'off',
      // `file` and Rust name the encodings in their own way.
      'unicorn/text-encoding-identifier-case': 'off',
      'n/no-unpublished-bin': 'off',
      // fetch works without a flag from Node 18 on; it was called experimental until 21.
      'n/no-unsupported-features/node-builtins': ['error', {ignores: ['fetch', 'fs/promises.cp']}],
      'jsdoc/require-yields': 'off',
      'no-await-in-loop': 'off',
      'jsdoc/check-tag-names': 'off',
    },
  },
  typeAware,
  ...boundaries,
  {files: ['src/**'], rules: {'mocha/no-empty-description': 'off'}},
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**'],
    rules: {'n/no-process-exit': 'off', 'unicorn/no-process-exit': 'off', 'max-nested-callbacks': 'off', 'no-console': 'off'},
  },
  {
    files: ['test/**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {message: "skip(this, 'reason') says why", selector: "CallExpression[callee.property.name='skip'][arguments.length=0]"},
      ],
    },
  },
  {
    // Mocha takes a reporter of its own with require().
    files: ['**/*.cjs'],
    languageOptions: {globals: {module: 'writable', require: 'readonly'}},
    rules: {'@typescript-eslint/no-require-imports': 'off'},
  },
]
