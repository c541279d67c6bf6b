const names: Readonly<Record<string, string>> = { avc1: 'H.264', avc3: 'H.264', hvc1: 'H.265', hev1: 'H.265' }

/** A codec (RFC 6381) as the trade calls it; an unknown one as it is told. */
export const codecName = (codec: string): string => names[codec.split('.')[0] ?? ''] ?? codec.toUpperCase()
