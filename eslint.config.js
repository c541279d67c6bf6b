import { readFileSync } from 'node:fs'
import tseslint from 'typescript-eslint'
import reactHooks from 'eslint-plugin-react-hooks'

const ambient = [
  { object: 'process', property: 'env', message: 'Configuration is parsed once, in config.ts.' },
  { object: 'Date', property: 'now', message: 'Time is an argument: take a Clock.' },
  { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
]
const general = [
  {
    selector: 'ObjectExpression > SpreadElement > ObjectExpression, JSXSpreadAttribute > ObjectExpression',
    message: 'Write its fields themselves.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union.' },
]
/** What leaves this process: a request without an end and a child that inherits the secrets never come back. */
const outward = [
  {
    selector:
      "CallExpression[callee.object.name='AbortSignal'][callee.property.name='any'] CallExpression[callee.property.name='timeout']",
    message:
      'The garbage collector of Node 20 may take this time-out away: limitTo (infra/platform/deadline).',
  },
  {
    selector: "CallExpression[callee.name='fetch']:not(:has(Property[key.name='signal']))",
    message: 'A request to another machine has a deadline: give it a signal.',
  },
  {
    selector:
      "Program:has(ImportDeclaration[source.value='node:child_process']) CallExpression[callee.name=/^(spawn|fork|execFile|exec|run)$/]:not(:has(Property[key.name='env']))",
    message: 'A child is given its environment: env: ownChildEnv() (infra/platform/child-env).',
  },
]
/** A route is HTTP: what it asks the database for is a function beside it, with a name. */
const httpOnly = [
  {
    selector: "MemberExpression[object.name='db'], MemberExpression[object.property.name='db']",
    message: 'A routes.ts queries nothing: give the query a file beside it.',
  },
]
/** The kinds of violation, as `detectors` lists them. */
const kindList = /export const stayKinds = \[([^\]]*)\]/.exec(
  readFileSync(new URL('detectors/finding.ts', import.meta.url), 'utf8'),
)
if (!kindList)
  throw new Error('detectors/finding.ts lists no kinds: nobody would be kept from asking for one')
const kinds = [...kindList[1].matchAll(/'(\w+)'/g)].map(([, kind]) => kind)
const aKind = `Literal[value=/^(${[...kinds, 'camera_health'].join('|')})$/]`
/** What the law says of a kind stands in its row: what asks for a kind by name, or keeps a table of its own, is law too. */
const lawAlone = [
  {
    selector: `BinaryExpression[operator=/^[!=]==$/] > ${aKind}, SwitchCase > ${aKind}`,
    message: 'No kind is asked for by name: its row in api/law/kinds.ts says what follows.',
  },
  {
    selector:
      "TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSTypeReference:first-child[typeName.name=/^(ViolationKind|StayKind)$/]",
    message: 'What is said of each kind stands in its row, in api/law/kinds.ts.',
  },
]
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/test/**']
/** The edge: composition roots, command lines and the development bench may touch the process itself. */
const edges = [
  '**/main.ts',
  '**/config.ts',
  '**/*cli.ts',
  '**/*.config.ts',
  'infra/dev/**',
  'models/src/session/no-telemetry.ts',
  'infra/platform/child-env.ts',
  'infra/platform/clock.ts',
  'infra/platform/log.ts',
]

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/generated/**',
      '**/.sightline/**',
      '**/*.mjs',
      '**/*.cjs',
      '**/*.js',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      'no-console': 'error',
      'no-restricted-properties': ['error', ...ambient],
      'no-restricted-syntax': ['error', ...general, ...lawAlone],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/require-await': 'off',
      // Objects of functions, made by factories: nothing here reads `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: edges, rules: { 'no-console': 'off', 'no-restricted-properties': 'off' } },
  {
    files: ['api/**', 'ingest/**', 'models/**', 'src/**', 'contract/**', 'infra/platform/**', 'platform/**'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...general, ...lawAlone, ...outward] },
  },
  {
    files: ['**/routes.ts'],
    rules: { 'no-restricted-syntax': ['error', ...general, ...lawAlone, ...outward, ...httpOnly] },
  },
  // What is seen is told apart by kind, and what is law says so by kind; drawn scenes and tests name the kind they are about.
  {
    files: ['detectors/**', 'infra/dev/**', ...tests],
    rules: { 'no-restricted-syntax': ['error', ...general] },
  },
  { files: ['api/law/**', 'law/**'], rules: { 'no-restricted-syntax': ['error', ...general, ...outward] } },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': 'off',
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  { files: ['**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
)
