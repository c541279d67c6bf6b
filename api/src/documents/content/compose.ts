import type { DocumentKind } from '../../../law/documents.ts'
import type { Block, DocumentText } from '../blocks.ts'
import type { Material } from '../material.ts'
import { catalogueBlocks } from './catalogue.ts'
import { correctionOrderBlocks } from './correction-order.ts'
import { extractionBlocks } from './extraction.ts'
import { filingBlocks } from './filing.ts'
import { inspectionBlocks } from './inspection.ts'
import { noFilingBlocks } from './no-filing.ts'
import { transferBlocks } from './transfer.ts'
import { agencyText, momentText } from './text.ts'
import { documentNames } from './words.ts'

const blocks: Record<DocumentKind, (material: Material) => readonly Block[]> = {
  extraction: extractionBlocks,
  inspection: inspectionBlocks,
  filing: filingBlocks,
  correction_order: correctionOrderBlocks,
  no_filing: noFilingBlocks,
  transfer: transferBlocks,
  catalogue: catalogueBlocks,
}

/** What stands before the year in a number of the pool (代字). */
const series: Record<DocumentKind, string> = {
  extraction: '电取',
  inspection: '现检',
  filing: '立审',
  correction_order: '责改',
  no_filing: '不立',
  transfer: '移函',
  catalogue: '证目',
}

/** 电取〔2026〕12号 */
export const numberText = (kind: DocumentKind, { year, serial }: { year: number; serial: number }): string =>
  `${series[kind]}〔${year}〕${serial}号`

/**
 * The number that people gave a document when they recorded the act: it is printed, for one act has one number. Null: it
 * takes the next of its pool.
 */
export function recordedNumber(kind: DocumentKind, { order, transfer }: Material): string | null {
  if (kind === 'correction_order') return order?.number ?? null
  return kind === 'transfer' ? (transfer?.number ?? null) : null
}

/** Everything that is printed, of recorded facts alone. Whether all that is needed is there was asked before (`missingOf`). */
export const documentOf = (kind: DocumentKind, material: Material, number: string): DocumentText => ({
  agency: agencyText(material.agency),
  name: documentNames[kind],
  number,
  made: `${material.maker.name} ${momentText(material.madeAt)}`,
  blocks: blocks[kind](material),
})
