import oclif from 'eslint-config-oclif'
import prettier from 'eslint-config-prettier'

/**
 * Who may import whom (docs/architecture.md): commands → {checks, ui} → {project, platform} → buildpack. Only commands
 * construct the real system; the pure folders see neither oclif nor a terminal.
 */
const OCLIF = ['@oclif/*', '@heroku-cli/*', '@heroku/*', 'inquirer', '@inquirer/*', 'listr2', '**/commands/**', '**/base/**']
const IMPURE = ['node:fs', 'node:fs/*', 'node:child_process', 'node:http', 'node:https', 'execa', '**/system/**']
const DISK = ['node:fs', 'node:fs/*', 'node:child_process', 'execa']
const forbidden = {
  'src/packaging': [
    ...OCLIF,
    ...IMPURE,
    '**/package-managers/**',
    '**/buildpack/**',
    '**/project/**',
    '**/platform/**',
    '**/checks/**',
    '**/render/**',
  ],
  'src/package-managers': [...OCLIF, ...IMPURE, '**/project/**', '**/platform/**', '**/checks/**', '**/render/**', '**/edits/**'],
  'src/buildpack': [...OCLIF, ...IMPURE, '**/project/**', '**/platform/**', '**/checks/**', '**/render/**', '**/edits/**'],
  'src/checks': [...OCLIF, ...IMPURE, '**/render/**', '**/migrate/**', '**/target/**'],
  'src/edits': [...OCLIF, ...DISK, '**/render/**', '**/checks/**'],
  // Data, and what reads it.
  'src/knowledge': [...OCLIF, ...IMPURE, '**/project/**', '**/platform/**', '**/checks/**', '**/render/**', '**/edits/**'],
  'src/local-build': [...OCLIF, ...DISK, '**/checks/**', '**/doctor/**', '**/render/**'],
  'src/migrate': [...OCLIF, ...DISK, '**/render/**', '**/checks/**'],
  'src/pin': [...OCLIF, ...DISK, '**/doctor/**', '**/render/**'],
  // The types of the Platform API's answers.
  'src/platform': [...OCLIF, '!@heroku-cli/schema', ...DISK, '**/render/**', '**/checks/**', '**/target/**'],
  'src/project': [...OCLIF, ...DISK, '**/platform/**', '**/render/**', '**/checks/**', '**/target/**'],
  'src/system': [...OCLIF, '**/checks/**', '**/project/**', '**/platform/**', '**/render/**'],
  'src/target': [
    ...OCLIF,
    ...DISK,
    '**/doctor/**',
    '**/local-build/**',
    '**/migrate/**',
    '**/pin/**',
    '**/render/**',
    '**/cli/**',
    '**/edits/**',
  ],
  'src/toolchain': [
    ...OCLIF,
    ...DISK,
    '**/pin/**',
    '**/local-build/**',
    '**/doctor/**',
    '**/migrate/**',
    '**/render/**',
    '**/checks/**',
    '**/target/**',
  ],
  'src/render': [...IMPURE, '**/commands/**'],
}

const directions = Object.entries(forbidden).map(([folder, patterns]) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {patterns: [{group: patterns, message: `${folder} must not import this: see docs/architecture.md`}]},
    ],
  },
}))

export default [
  {ignores: ['dist/', 'node_modules/', 'examples/', 'test/fixtures/', '.cache/']},
  ...oclif,
  prettier,
  {
    rules: {
      // The circular-import check.
      'import/no-cycle': 'error',
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
  ...directions,
  {files: ['src/**'], rules: {'mocha/no-empty-description': 'off'}},
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**'],
    rules: {'n/no-process-exit': 'off', 'unicorn/no-process-exit': 'off', 'max-nested-callbacks': 'off', 'no-console': 'off'},
  },
]
