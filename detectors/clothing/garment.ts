/** What a house's people wear, whose colours an admin shows once. */
export const garments = ['hat', 'coat', 'gloves'] as const
export type Garment = (typeof garments)[number]
