import type { Tensor } from '../decode/output.ts'

/** A character and how sure the reader is of it, 0..1. */
export interface ReadCharacter {
  readonly character: string
  readonly confidence: number
}

/** The reader's alphabet: the blank, one character a line, the space. */
export const alphabetOf = (keys: string): string[] => ['', ...keys.split(/\r?\n/), ' ']

/**
 * Greedy CTC (Graves et al., 2006): of each run of one symbol one character stays, blanks part runs. Its confidence is the
 * highest of its run. `data` holds probabilities, step by step.
 */
export function readLine({ data, dims }: Tensor, alphabet: readonly string[]): ReadCharacter[] {
  const symbols = dims.at(-1) ?? 0
  if (symbols !== alphabet.length)
    throw new Error(`the reader knows ${symbols} symbols, its keys name ${alphabet.length}`)
  const read: { symbol: number; character: string; confidence: number }[] = []
  let before = 0
  for (let at = 0; at < data.length; at += symbols) {
    const symbol = likeliest(data.subarray(at, at + symbols))
    const confidence = data[at + symbol] ?? 0
    const last = read.at(-1)
    if (symbol !== 0 && symbol !== before)
      read.push({ symbol, character: alphabet[symbol] ?? '', confidence })
    else if (symbol !== 0 && last) last.confidence = Math.max(last.confidence, confidence)
    before = symbol
  }
  return read.map(({ character, confidence }) => ({ character, confidence }))
}

function likeliest(step: Float32Array): number {
  let best = 0
  for (let i = 1; i < step.length; i++) if ((step[i] ?? 0) > (step[best] ?? 0)) best = i
  return best
}
