import type { MatterGap } from '../../../law/matter-guards.ts'
import type { Block } from '../blocks.ts'
import type { Material } from '../material.ts'
import { dayText, tidy } from './text.ts'

type CaseMatter = NonNullable<Material['matter']>

const listNames = { mitigate: '减轻处罚清单', lenient: '从轻处罚清单', exempt: '不予处罚清单' }
const kindNames = { statutory: '法定', granted: '赋权', entrusted: '委托' }
const gapTexts: Readonly<Record<MatterGap, string>> = {
  matter_none: '事项库中没有适用的已公布事项，法律依据须由负责人确认。',
  authority_unknown: '权限表中没有登记本机关的权限，立案时须写明依据。',
  first_unanswered: '没有已公布的事项，未要求审核人员回答首次违法问题。',
}

function matterText({ matter, lawReason, authority }: CaseMatter): string {
  if (matter === null) return ''
  const reason = tidy(lawReason) === '' ? '' : `适用该版本的理由：${tidy(lawReason)}。`
  const own =
    authority?.state === 'own'
      ? `本机关权限：${kindNames[authority.by.kind]}（${authority.by.documentNumber}）。`
      : ''
  return `事项：${matter.code} ${matter.name}（${matter.documentNumber}）。${reason}${own}`
}

function tierText({ tier }: CaseMatter): string {
  if (tier === null) return ''
  return `裁量阶次提示：${tier.name}${tier.condition === '' ? '' : `（${tier.condition}）`}，支持该阶次的事实：${tidy(tier.facts)}。仅供参考，不是决定。`
}

function ledgerText({ ledger }: CaseMatter): string {
  if (ledger === null || ledger.isNobody) return '没有可供查询的号牌或者当事人。'
  const { since, acts, reminders } = ledger
  const earlier =
    acts.length === 0
      ? '没有登记的在先违法'
      : `登记的在先违法${acts.length}次（${acts.map(({ number }) => number).join('、')}）`
  const told = reminders.length === 0 ? '' : `，提醒、劝导${reminders.length}次（不是违法）`
  return `自${dayText(since)}起，${earlier}${told}。`
}

function firstText(said: CaseMatter): string {
  const { first } = said
  if (first === null) return ''
  const answer = first.answer === 'applies' ? '适用首违免罚' : '不适用首违免罚'
  const cites = first.cites.map((one) => `${listNames[one.list]}第${one.code}项（${one.condition}）`)
  const cited = cites.length === 0 ? '' : `引用：${cites.join('；')}。`
  return `${ledgerText(said)}审核人员认为${answer}，理由：${tidy(first.reason)}。${cited}`
}

/** The matter, the hint of a tier, the first-violation answer and what was left open; nothing where nobody was asked. */
export function caseMatterBlocks({ matter: said }: Pick<Material, 'matter'>): readonly Block[] {
  if (said === null) return []
  const texts = [
    matterText(said),
    tierText(said),
    firstText(said),
    `追究时效至${dayText(said.limitedTo)}。`,
    ...said.gaps.map((gap) => gapTexts[gap]),
  ].filter((text) => text !== '')
  return [
    { type: 'heading', text: '事项与首次违法（《行政处罚法》第三十三条）' },
    ...texts.map((text): Block => ({ type: 'text', text })),
  ]
}
