// Its model does not open.
process.on('message', (told) => {
  if (told.kind === 'open') process.send({ kind: 'refused', code: 'model_unusable' })
})
