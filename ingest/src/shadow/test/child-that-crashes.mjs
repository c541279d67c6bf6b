// Opens, and dies of the first picture.
process.on('message', (told) => {
  if (told.kind === 'open')
    process.send({ kind: 'opened', classes: ['car'], input: { width: 64, height: 64 } })
  if (told.kind === 'look') process.kill(process.pid, 'SIGSEGV')
})
