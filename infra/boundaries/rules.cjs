/** Imports run downwards only (docs/architecture.md). Read by dependency-cruiser through check.mjs. */
const room = (name) => `^${name}/`
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
const floors = require('./floors.cjs')

/** Inside `base`, a folder sees only those before it in the list, and none that is not in the list. */
function inOrder(base, folders) {
  const isTest = '[.]test[.]ts$|/test/'
  const placed = folders.join('|')
  const upwards = folders.map((folder, at) => {
    // A folder's own subfolders stand below it and are named before it.
    const above = folders.slice(at + 1).map((name) => `${name}/${insideOnly(folders, name)}`)
    return forbid(
      `${base}-floor-${folder}`,
      { path: `^${base}/${folder}/${insideOnly(folders, folder)}`, pathNot: isTest },
      { path: `^${base}/(${[...above, '[^/]+[.]ts$'].join('|')})`, pathNot: `^${base}/${folder}/` },
      `${folder} stands below what it imports (infra/boundaries/floors.cjs)`,
    )
  })
  const unplaced = forbid(
    `${base}-unplaced`,
    { path: `^${base}/[^/]+/`, pathNot: `^${base}/(${placed})/` },
    {},
    'a folder that infra/boundaries/floors.cjs does not name',
  )
  return [...upwards, unplaced]
}
/** Leaves out of a folder's pattern those of its subfolders that are floors of their own. */
function insideOnly(folders, folder) {
  const inner = folders
    .filter((name) => name.startsWith(`${folder}/`))
    .map((name) => name.slice(folder.length + 1))
  return inner.length === 0 ? '' : `(?!(${inner.join('|')})/)`
}
const testsAndDev = '[.](it|e2e)[.]test[.]ts$|/test/'

module.exports = {
  forbidden: [
    ...Object.entries(floors).flatMap(([base, folders]) => inOrder(base, folders)),
    forbid(
      'detectors-are-pure',
      { path: room('detectors'), pathNot: '[.]test[.]ts$' },
      { pathNot: room('detectors') },
      'detectors import nothing but detectors',
    ),
    forbid(
      'geometry-is-lowest',
      { path: '^detectors/geometry/', pathNot: '[.]test[.]ts$' },
      { pathNot: '^detectors/geometry/' },
      'geometry knows nothing above it',
    ),
    forbid(
      'tracking-below-rules',
      { path: '^detectors/tracking/' },
      { path: '^detectors/(rules/|scene)' },
      'tracking does not know the rules',
    ),
    forbid(
      'rules-below-stays',
      { path: '^detectors/rules/', pathNot: '[.]test[.]ts$|/test/' },
      { path: '^detectors/(stays|cadence|scene[.]ts)' },
      'a kind does not know how its stays are kept',
    ),
    forbid(
      'stays-know-no-kind',
      { path: '^detectors/stays/', pathNot: '[.]test[.]ts$' },
      { path: '^detectors/(rules/(?!(rule|finding-id)[.]ts)|cadence|scene[.]ts)' },
      'the table of kinds is handed in',
    ),
    forbid(
      'no-cycles-in-detectors',
      { path: room('detectors') },
      { circular: true },
      'here not even types go round',
    ),
    forbid(
      'contract-is-browser-safe',
      { path: '^api/contract/', pathNot: '[.]test[.]ts$' },
      { pathNot: '^(api/contract/|detectors/|node_modules/zod)' },
      'the contract runs in a browser',
    ),
    forbid(
      'platform-is-lowest',
      { path: '^infra/platform/', pathNot: '[.](it|e2e)[.]test[.]ts$' },
      { path: '^(api|ingest|models|review-ui|detectors|infra/(dev|deploy|start))/' },
      'the platform knows no room',
    ),
    forbid(
      'models-look-down',
      { path: room('models'), pathNot: testsAndDev },
      { path: '^(api|ingest|review-ui|infra/(dev|deploy|start))/' },
      'models import detectors and the platform',
    ),
    forbid(
      'api-looks-down',
      { path: '^api/src/', pathNot: testsAndDev },
      { path: '^(ingest|models|review-ui|infra/(dev|deploy|start))/' },
      'the api imports detectors and the platform',
    ),
    forbid(
      'ingest-looks-down',
      { path: room('ingest'), pathNot: testsAndDev },
      { path: '^(api/(src|prisma)|review-ui|infra/(dev|deploy|start))/' },
      'ingest knows the api by its contract only',
    ),
    forbid(
      'only-api-knows-prisma',
      { pathNot: '^(api/|node_modules/)' },
      { path: '(@prisma/|^api/src/generated)' },
      'only the api knows Prisma',
    ),
    forbid(
      'screens-know-the-contract',
      { path: room('review-ui') },
      { path: '^(api/(src|prisma)|ingest|models|infra)/' },
      'the screens know HTTP by the contract',
    ),
    forbid(
      'start-starts-mains',
      { path: '^infra/start/', pathNot: '[.](it|e2e)[.]test[.]ts$' },
      { path: '^(api|ingest|review-ui|models|detectors|infra/dev)/' },
      'the start runs the mains as processes and stands on the platform alone',
    ),
    forbid(
      'dev-starts-mains',
      { path: '^infra/dev/', pathNot: testsAndDev },
      { path: '^(api/src|ingest|review-ui)/' },
      'the bench starts the mains as processes and imports neither',
    ),
    forbid(
      'no-feature-to-feature',
      { path: '^review-ui/src/features/([^/]+)/' },
      { path: '^review-ui/src/features/', pathNot: '^review-ui/src/features/$1/' },
      'what two features need moves down',
    ),
    forbid(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'cycles hide who is below (two files of one folder may name each other in types)',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated|[.]turbo)/|eslint[.]config[.]js' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
}
