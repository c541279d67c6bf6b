/**
 * The folders inside a room, from the ground up: a folder imports what stands before it, never what comes after, so that
 * no circle of folders can begin. In `ingest` this is the way of the data (docs/architecture.md). A folder that is not
 * named here is an error too: who adds one says where it stands. Tests may look up.
 */
module.exports = {
  'ingest/src': [
    'floor',
    'media',
    'sources',
    'ring',
    'live',
    'perceive/decode',
    'perceive/gate',
    'perceive/infer',
    'perceive',
    'findings',
    'judge',
    'spool',
    'dossier',
    'handover',
    'probe',
    'trial',
    'watch',
    'worker',
    'replay',
    'bench',
  ],
}
