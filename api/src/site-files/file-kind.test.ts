import { expect, it } from 'vitest'
import { kindOfHead } from './file-kind.ts'

const ftyp = (brand: string): Buffer => Buffer.from(`\0\0\0\x20ftyp${brand}`, 'latin1')
const jpeg = { kind: 'photo', mime: 'image/jpeg', ending: 'jpg' }

it.each<[string, Buffer, unknown]>([
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0]), jpeg],
  [
    'a PNG',
    Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\r', 'latin1'),
    { kind: 'photo', mime: 'image/png', ending: 'png' },
  ],
  [
    'a PDF',
    Buffer.from('%PDF-1.7\n%\xe2', 'latin1'),
    { kind: 'scan', mime: 'application/pdf', ending: 'pdf' },
  ],
  ['an MP4', ftyp('isom'), { kind: 'video', mime: 'video/mp4', ending: 'mp4' }],
  ['an MP4 of a body camera', ftyp('mp42'), { kind: 'video', mime: 'video/mp4', ending: 'mp4' }],
  ['a HEIC', ftyp('heic'), 'heic'],
  ['a HEIF of another brand', ftyp('mif1'), 'heic'],
  ['a MOV', ftyp('qt  '), 'quicktime'],
  ['nothing', Buffer.alloc(0), 'empty'],
  ['a script that is called .jpg', Buffer.from('#!/bin/sh\nrm -rf'), 'unknown'],
  ['a page', Buffer.from('<html><script'), 'unknown'],
  ['an SVG', Buffer.from('<svg xmlns="http'), 'unknown'],
  ['a GIF', Buffer.from('GIF89a\0\0\0\0\0\0', 'latin1'), 'unknown'],
  ['a zip', Buffer.from('PK\x03\x04\0\0\0\0\0\0\0\0', 'latin1'), 'unknown'],
  ['a PDF behind a page', Buffer.from('<a>%PDF-1.7'), 'unknown'],
  ['two bytes of a JPEG', Buffer.from([0xff, 0xd8]), 'unknown'],
])('%s is known by its bytes', (_name, head, kind) => expect(kindOfHead(head)).toEqual(kind))
