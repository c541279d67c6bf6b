import { expect, it } from 'vitest'
import { fromPhone, noPosition, toPosition } from './position-text.ts'

const here = fromPhone({ latitude: 29.56371234, longitude: 106.5505, accuracy: 12.4 })

it.each([
  ['nothing', noPosition, null],
  ['spaces', { text: '  ', phone: null }, null],
  [
    'as typed',
    { text: '29.5637, 106.5505', phone: null },
    { lat: 29.5637, lon: 106.5505, accuracyM: null, origin: 'typed' },
  ],
  [
    'with a Chinese comma',
    { text: '29.5，106.5', phone: null },
    { lat: 29.5, lon: 106.5, accuracyM: null, origin: 'typed' },
  ],
  ['of the device', here, { lat: 29.563712, lon: 106.5505, accuracyM: 12, origin: 'phone' }],
  [
    'of the device, then corrected',
    { ...here, text: '29.6, 106.5505' },
    { lat: 29.6, lon: 106.5505, accuracyM: null, origin: 'typed' },
  ],
  ['words', { text: '滨江路', phone: null }, undefined],
  ['one number', { text: '29.5637', phone: null }, undefined],
  ['the other way round', { text: '106.5505, 29.5637', phone: null }, undefined],
  ['off the globe', { text: '91, 10', phone: null }, undefined],
])('a position: %s', (_name, draft, sent) => expect(toPosition(draft)).toEqual(sent))
