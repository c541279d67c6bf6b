// Says that it has taken a terabyte.
process.on('message', (told) => {
  if (told.kind === 'open')
    process.send({ kind: 'opened', classes: ['car'], input: { width: 64, height: 64 } })
  if (told.kind !== 'look') return
  const outcome = { kind: 'seen', ms: 1, found: [] }
  process.send({ kind: 'looked', id: told.id, outcome, cpuMs: 1, residentBytes: 2 ** 40 })
})
