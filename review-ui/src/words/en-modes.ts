import type { Words } from './shape.ts'
import type { zhModes } from './zh-modes.ts'

/** How far pictures carry: asked for by a legal reviewer, approved by somebody else. */
export const enModes = {
  title: 'Evidence modes',
  hint: 'Without an approval, pictures are a clue: somebody goes there. Article 41 asks for a basis in a law or an administrative regulation. A legal reviewer asks, another one or the head of the agency approves; it holds for what is captured after the approval.',
  kind: 'Kind',
  sourceKind: 'Kind of source',
  mode: 'Evidence mode',
  basis: 'Basis',
  basisHint: 'Law or administrative regulation with its article, and why it applies; at least 10 characters.',
  documentNumber: 'Number of the legal opinion',
  asked: 'Asked for',
  decided: 'Decided',
  ask: 'Ask for a change',
  askedFor: 'Asked for; waits for another person',
  waits: 'Waits',
  approved: 'Approved',
  refused: 'Refused',
  inForce: 'In force',
  approve: 'Approve',
  refuse: 'Refuse',
  own: 'You asked for it: another person decides',
  done: 'Recorded',
  note: 'Note',
  empty: 'No changes yet',
  emptyHint: 'Pictures of every kind are a clue.',
  modeName: {
    CLUE_ONLY: 'Clue: somebody goes there',
    REMOTE_CONFIRM: 'Remote check: an officer watches it live and records it',
    DIRECT: 'Direct: pictures may be the main evidence',
  },
} satisfies Words<typeof zhModes>
