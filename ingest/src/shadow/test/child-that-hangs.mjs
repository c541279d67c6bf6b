// Opens, and then never answers anything.
process.on('message', (told) => {
  if (told.kind === 'open')
    process.send({ kind: 'opened', classes: ['car'], input: { width: 64, height: 64 } })
})
