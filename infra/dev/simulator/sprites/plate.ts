/** A blue Chinese plate, 94 x 30 units (440:140, GA 36), every character in its own cell; blank without text. */
export function plate({ x, y, text = '' }: { x: number; y: number; text: string | undefined }): string {
  const cells = [...text.replace('·', '')]
  const letters = cells
    .map(
      (letter, i) =>
        `<text x="${(i === 0 ? 12.5 : 14 + i * 11) + (i > 1 ? 3 : 0)}" y="22.6">${letter}</text>`,
    )
    .join('')
  return `<g transform="translate(${x},${y})"><rect width="94" height="30" rx="3" fill="#1246b0"/>
<rect x="1.5" y="1.5" width="91" height="27" rx="2" fill="none" stroke="#fff" stroke-width="1"/>
<g font-family="Noto Sans SC" font-weight="700" font-size="17.5" text-anchor="middle" fill="#fff">${letters}</g>
${cells.length > 0 ? '<circle cx="33" cy="16" r="1.3" fill="#fff"/>' : ''}</g>`
}
