import type { Decoder, DecoderStats } from './decoder.ts'

/** Decoders of earlier connections: what they counted, and whether they are gone. */
export function createRetirement() {
  const ending = new Set<Promise<void>>()
  let total: DecoderStats = { fed: 0, frames: 0, unmatched: 0, lostGroups: 0, deaths: 0 }
  const statsWith = (decoder: Decoder | null): DecoderStats => {
    const now = decoder?.stats()
    if (!now) return total
    return {
      fed: total.fed + now.fed,
      frames: total.frames + now.frames,
      unmatched: total.unmatched + now.unmatched,
      lostGroups: total.lostGroups + now.lostGroups,
      deaths: total.deaths + now.deaths,
    }
  }
  return {
    statsWith,
    take(decoder: Decoder): void {
      total = statsWith(decoder)
      const end = decoder.stop().finally(() => ending.delete(end))
      ending.add(end)
    },
    gone: async (): Promise<void> => void (await Promise.all(ending)),
  }
}
