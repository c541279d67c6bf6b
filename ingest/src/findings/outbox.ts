import type { FindingRecord } from './finding-record.ts'

type Reader = (records: readonly FindingRecord[]) => void

/** What was judged and is on the disk, on its way to who carries it out. Nothing is lost while nobody reads. */
export interface Outbox {
  append(records: readonly FindingRecord[]): void
  /** Hands over all that was appended, and then whatever is, in order. There is one reader. */
  read(reader: Reader): void
}

export function createOutbox(): Outbox {
  let unread: readonly FindingRecord[] = []
  let reader: Reader | null = null
  return {
    append(records) {
      if (reader) reader(records)
      else unread = [...unread, ...records]
    },
    read(next) {
      if (reader) throw new Error('the outbox is being read')
      reader = next
      next(unread)
      unread = []
    },
  }
}
