/** A label and what stands beside it; a text that is empty is an empty cell to write into. */
export type Pair = readonly [label: string, text: string]

export interface Column {
  readonly head: string
  /** Of the width of the page. */
  readonly share: number
}

/** What a document consists of, from top to bottom. */
export type Block =
  | { readonly type: 'form'; readonly rows: readonly (readonly [Pair] | readonly [Pair, Pair])[] }
  | { readonly type: 'heading'; readonly text: string }
  /** `to`: to whom a letter is, without an indent. `note`: small. */
  | { readonly type: 'text'; readonly text: string; readonly style?: 'to' | 'note' }
  | {
      readonly type: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly string[])[]
      /** Small, for hashes. */
      readonly isDense?: true
    }
  | { readonly type: 'pictures'; readonly title: string; readonly pictures: readonly Picture[] }
  /** A cell to write an opinion into, with places to sign and to date. */
  | { readonly type: 'opinion'; readonly label: string; readonly text: string; readonly signers: number }
  | { readonly type: 'signatures'; readonly slots: readonly string[] }
  | { readonly type: 'seal'; readonly agency: string }

export interface Picture {
  /** The exhibit's name. */
  readonly name: string
  readonly caption: string
}

/** A document before anything of it has a place on a page. */
export interface DocumentText {
  readonly agency: string
  readonly name: string
  readonly number: string
  /** Who made it and when: on every page. */
  readonly made: string
  readonly blocks: readonly Block[]
}

/** A line to write on, of so many characters' width. */
export const blank = (length: number): string => '＿'.repeat(length)
