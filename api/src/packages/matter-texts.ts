import type { toReview } from '../alerts/store.ts'
import type { SheetStyle } from './handling-texts.ts'

type ReviewView = ReturnType<typeof toReview>
type Said = NonNullable<ReviewView['matter']>

const gapNames: Record<Said['gaps'][number], string> = {
  matter_none: '无已公布事项 No published matter',
  authority_unknown: '权限未登记 Authority not entered',
  first_unanswered: '首违问题未回答 First violation not answered',
}
const answerNames = { applies: '适用首违免罚 Exempt', does_not_apply: '不适用 Does not apply' }

/** Which points the matter asked more of than the product: asked, and as measured. */
const moreText = ({ asksMore = [] }: Said): string =>
  asksMore
    .map(({ point, asked, measured }) => `${point} ${asked.join('×')} (${measured?.join('×') ?? '—'})`)
    .join(', ')

function matterText(said: Said): string {
  const { matter, lawReason, tier, asksMore = [] } = said
  const parts = [
    matter &&
      `${matter.code} ${matter.name} (${matter.documentNumber}): ${matter.violates}; ${matter.penalty}`,
    lawReason === '' ? null : `适用理由 Why this version: ${lawReason}`,
    asksMore.length > 0 && `事项加严 Asked more, as measured: ${moreText(said)}`,
    tier && `阶次提示 Tier, a hint: ${tier.name} ${tier.condition} ← ${tier.facts}`,
  ]
  return parts.filter((part) => typeof part === 'string').join('；') || '—'
}

function firstText({ first, ledger }: Said): string {
  if (first === null) return '—'
  const record =
    ledger === null || ledger.isNobody
      ? ''
      : `；登记 on record: ${ledger.acts.length} 在先违法 acts, ${ledger.reminders.length} 提醒 reminders`
  const cites = first.cites.map(({ list, code }) => `${list} ${code}`).join(', ')
  return `${answerNames[first.answer]}：${first.reason}${record}${cites === '' ? '' : `；${cites}`}`
}

/** What each officer said of the matter, the first-violation answer, and what was left for the head to answer. */
export const matterRows = (reviews: readonly ReviewView[], { escaped, timeOf }: SheetStyle): string[] =>
  reviews.flatMap(({ officer, at, matter }) => {
    if (matter === null) return []
    const gaps = matter.gaps.map((gap) => gapNames[gap]).join('；') || '—'
    const cells = [timeOf(at), officer.name, matterText(matter), firstText(matter), gaps]
    return [`<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`]
  })
