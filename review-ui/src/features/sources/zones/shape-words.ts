import { createContext } from 'react'

/** What the numbered shapes on a picture are called, where they are no parking bays; null: bays. */
export const ShapeWords = createContext<((n: number) => string) | null>(null)
