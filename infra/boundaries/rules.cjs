/** Imports run downwards only (docs/architecture.md). Read by dependency-cruiser through check.mjs. */
const rooms = require('./floors.cjs')
const room = (name) => `^${name}/`
const forbid = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
const testsAndDev = '[.](it|e2e)[.]test[.]ts$|/test/'
const oneOf = (names) => `(${names.join('|')})`

/** The files of a folder, without those of its subfolders that have a floor of their own. */
function filesOf(folder, all) {
  const inner = all
    .filter((name) => name.startsWith(`${folder}/`))
    .map((name) => name.slice(folder.length + 1))
  return inner.length === 0 ? `${folder}/` : `${folder}/(?!${oneOf(inner)}/)`
}

/** A room's floors as rules: nothing but what stands lower. Tests stand beside the floors. */
function floorRules([name, { ground, floors }]) {
  const inside = room(name)
  const all = floors.flat()
  const tests = '[.]test[.]ts$|/test/'
  const upward = (folder, floor) => {
    const others = floors.slice(floor).flatMap((names) => names.filter((other) => other !== folder))
    const above = [...others.map((other) => filesOf(other, all)), '[^/]+[.]ts$']
    return forbid(
      `${name}-floors`,
      { path: `${inside}${filesOf(folder, all)}`, pathNot: tests },
      { path: `${inside}${oneOf(above)}`, pathNot: `${inside}${oneOf(ground)}[.]ts$` },
      'a folder imports from lower floors only (infra/boundaries/floors.cjs)',
    )
  }
  const listed = forbid(
    `${name}-floors`,
    { path: `${inside}[^/]+/`, pathNot: `${inside}${oneOf(all)}/|${tests}` },
    {},
    'a folder has a floor (infra/boundaries/floors.cjs)',
  )
  return [...floors.flatMap((folders, floor) => folders.map((folder) => upward(folder, floor))), listed]
}

module.exports = {
  forbidden: [
    ...Object.entries(rooms).flatMap(floorRules),
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
      'proof-stands-alone',
      { path: '^detectors/proof/', pathNot: '[.]test[.]ts$' },
      { path: '^detectors/(tracking/(?!appearance[.]ts)|rules/(?!rule[.]ts)|stays|cadence|scene)' },
      'the check of a claim knows neither the tracker nor the stays that made it',
    ),
    forbid(
      'nothing-made-knows-its-proof',
      { path: '^detectors/(geometry|tracking|rules|stays|cadence|scene)', pathNot: '[.]test[.]ts$' },
      { path: '^detectors/proof/' },
      'what makes a claim does not know how it is checked',
    ),
    forbid(
      'law-is-pure',
      { path: '^api/law/', pathNot: '[.]test[.]ts$' },
      { pathNot: '^(api/law/|detectors/)' },
      'the law is functions of data: it knows kinds, and neither messages nor databases',
    ),
    forbid(
      'contract-is-browser-safe',
      { path: '^api/contract/', pathNot: '[.]test[.]ts$' },
      { pathNot: '^(api/contract/|api/law/|detectors/|node_modules/zod)' },
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
      'ingest knows the api by its contract and the law only',
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
      'the screens know HTTP by the contract, and the law',
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
    forbid('no-cycles', {}, { circular: true }, 'cycles hide who is below, of types too'),
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
