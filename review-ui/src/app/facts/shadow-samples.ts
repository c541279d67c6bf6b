const name = '口罩模型'
const until = 1_795_920_228_030

/** What the trail keeps of shadows. */
export const shadowSamples = {
  'shadow.started': [{ facts: { name, sources: 2, cpuPercent: 25, until }, folded: [] }],
  'shadow.ended': [{ facts: { name, endedWhy: 'stopped' }, folded: [] }],
  'shadow.judged': [{ facts: { findingId: 'f-1', truth: 'wrong' }, folded: ['findingId'] }],
} as const
