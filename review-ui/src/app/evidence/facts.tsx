import type { Alert, AlertDetail } from '@sightline/api/contract/alerts'
import type { Manifest } from '@sightline/api/contract/dossier'
import { dayOf } from '@sightline/api/law/calendar'
import { lawOf } from '@sightline/api/law/kinds'
import { clueReasons } from '@sightline/api/law/standing'
import { provisionsOn } from '@sightline/api/law/provisions'
import type { FindingFlag } from '@sightline/detectors/finding'
import type { ParamDescription } from '@sightline/detectors/rules/rule'
import { rules } from '@sightline/detectors/rules/table'
import { Alert as Note, Descriptions, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKindName, useLanguage, useUnitText } from '../kind-name.ts'
import { shownNumber } from '../param-value.ts'
import { StandingTag } from '../tags.tsx'
import { formatOffset } from '../time.ts'
import { useLengthText, When } from '../when.tsx'
import { useFaultRows } from './fault-rows.tsx'
import { usePlateRow, type Row } from './plate-row.tsx'
import { closeReasonWord } from './words.ts'

type FactsOf = Pick<AlertDetail, 'alert' | 'manifests' | 'reviews' | 'chain'>

/** What the finding rests on: times, dwell, clock, rule, zone, model, standing. From the newest manifest. */
export function Facts({ alert, manifests, reviews, chain }: FactsOf) {
  const { t } = useTranslation()
  const kindName = useKindName()
  const times = useTimes(alert)
  const manifest = manifests.at(-1)
  const proof = useProof(manifest)
  const plate = usePlateRow(manifests, reviews)
  const fault = useFaultRows(manifests)
  const rows: Row[] = [
    { label: t(alert.fault === null ? 'dossier.kind' : 'cases.kind'), children: kindName(alert.kind) },
    { label: t('dossier.place'), children: alert.place === '' ? t('alerts.noPlace') : alert.place },
    { label: t('dossier.source'), children: alert.sourceName },
    ...provisionRows(alert, t('dossier.provisions')),
    ...fault,
    ...times,
    ...plate,
    ...proof,
    { label: t('dossier.sealChain'), children: <Chain of={chain} /> },
  ]
  return (
    <section aria-label={t('dossier.facts')}>
      {alert.confirmedAt !== null && <Standing alert={alert} manifests={manifests} />}
      <Descriptions
        size="small"
        column={1}
        bordered
        items={rows.map((row) => ({ ...row, key: row.label }))}
        className="facts"
      />
    </section>
  )
}

/** What the act may violate, as the law stood on its day; none where no statute is known. */
function provisionRows({ kind, openedAt }: Alert, label: string): Row[] {
  const found = provisionsOn(lawOf(kind).provisions, dayOf(openedAt))
  if (found.length === 0) return []
  return [{ label, children: found.map(({ violates, penalty }) => `${violates}；${penalty}`).join('\n') }]
}

const chainColours = { sound: 'default', waiting: 'warning', broken: 'error' } as const

function Chain({ of: chain }: { readonly of: AlertDetail['chain'] }) {
  const { t } = useTranslation()
  return <Tag color={chainColours[chain]}>{t(`code.chain.${chain}`)}</Tag>
}

function Standing({ alert, manifests }: Pick<FactsOf, 'alert' | 'manifests'>) {
  const { t } = useTranslation()
  const isClue = alert.standing === 'clue'
  // Each list names what speaks against it: the newest may be of the end, and say nothing of the pictures before.
  const said = manifests.flatMap(({ clueReasons: reasons }) => reasons)
  return (
    <Note
      className="standing"
      type={isClue ? 'warning' : 'info'}
      title={
        <>
          <StandingTag standing={alert.standing} />{' '}
          {isClue ? t('dossier.standingClue') : t('dossier.standingEvidence')}
        </>
      }
      description={
        isClue && (
          <ul className="problems">
            {clueReasons
              .filter((one) => said.includes(one))
              .map((reason) => (
                <li key={reason}>{t(`code.clueReason.${reason}`)}</li>
              ))}
          </ul>
        )
      }
    />
  )
}

function useTimes(alert: Alert): Row[] {
  const { t } = useTranslation()
  const rows: Row[] = [
    { label: t('dossier.openedAt'), children: <When at={alert.openedAt} /> },
    {
      label: t('dossier.confirmedAt'),
      children: alert.confirmedAt === null ? t('opened.notConfirmed') : <When at={alert.confirmedAt} />,
    },
    {
      label: t('dossier.closedAt'),
      children: alert.closedAt === null ? t('dossier.notClosed') : <When at={alert.closedAt} />,
    },
  ]
  if (alert.closeReason === null) return rows
  const word = closeReasonWord(alert.closeReason)
  return [...rows, { label: t('dossier.closeReason'), children: word === null ? alert.closeReason : t(word) }]
}

function useProof(manifest: Manifest | undefined): Row[] {
  const { t } = useTranslation()
  const kindName = useKindName()
  if (!manifest) return []
  const { clock, finding, rule, zone, network: model, networks: models, software, source } = manifest
  const { dwell } = finding
  const ruleName = kindName(manifest.kind)
  const offset = clock.offsetMs === null ? t('dossier.clockUnknown') : formatOffset(clock.offsetMs)
  return [
    ...(finding.flags?.length
      ? [{ label: t('dossier.flags'), children: <Flags flags={finding.flags} /> }]
      : []),
    ...(finding.fault === undefined
      ? [{ label: t('dossier.dwell'), children: <Dwell dwell={dwell} /> }]
      : []),
    {
      label: t('dossier.clock'),
      children: (
        <>
          {t(`code.clockSource.${clock.source}`)}
          <br />
          {t('dossier.clockOffset')} <span className="num">{offset}</span> ({t('dossier.clockLimit')} ±
          {(clock.limitMs / 1000).toFixed(1)} s)
        </>
      ),
    },
    {
      label: t('dossier.rule'),
      children: t('dossier.ruleVersion', { name: ruleName, version: rule.version }),
    },
    { label: t('dossier.params'), children: <Params manifest={manifest} /> },
    {
      label: t('dossier.zone'),
      children: t('dossier.ruleVersion', { name: zone.name, version: zone.version }),
    },
    ...(model ? [{ label: t('dossier.model'), children: <Models of={models ?? [model]} /> }] : []),
    {
      label: t('dossier.approval'),
      children: t('dossier.approvalText', {
        state: t(`code.approval.${source.approval.state}`),
        revision: source.approval.revision,
      }),
    },
    { label: t('dossier.position'), children: <Position position={source.position} /> },
    { label: t('dossier.software'), children: `Sightline ${software.sightline} · ffmpeg ${software.ffmpeg}` },
  ]
}

function Dwell({ dwell }: { readonly dwell: Manifest['finding']['dwell'] }) {
  const { t } = useTranslation()
  const length = useLengthText()
  return (
    <>
      <strong>{length(dwell.toAt - dwell.fromAt)}</strong>
      <br />
      {t('dossier.dwellFrom')} <When at={dwell.fromAt} />
      <br />
      {t('dossier.dwellTo')} <When at={dwell.toAt} />
      <br />
      {t('dossier.seenFrames')} <span className="num">{dwell.seenFrames}</span>
      {' · '}
      {t('dossier.longestGap')} <span className="num">{(dwell.longestGapMs / 1000).toFixed(1)} s</span>
    </>
  )
}

/** Every model that looked at the frames, not only the one that saw the accused thing. */
function Models({ of }: { readonly of: readonly NonNullable<Manifest['network']>[] }) {
  const { t } = useTranslation()
  return of.map(({ name, threshold, sha256 }) => (
    <div key={name}>
      {name} · {t('dossier.threshold', { value: threshold })}
      <br />
      <code className="hash">{sha256}</code>
    </div>
  ))
}

function Flags({ flags }: { readonly flags: readonly FindingFlag[] }) {
  const { t } = useTranslation()
  return flags.map((flag) => (
    <Tag key={flag} color="gold">
      {t(`code.flag.${flag}`)}
    </Tag>
  ))
}

function Position({ position }: { readonly position: Manifest['source']['position'] }) {
  const { t } = useTranslation()
  if (position === null) return t('dossier.noPosition')
  return t('dossier.positionText', {
    lat: position.lat.toFixed(6),
    lon: position.lon.toFixed(6),
    crs: position.crs,
    error: position.errorM,
  })
}

function Params({ manifest }: { readonly manifest: Manifest }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const described = rules[manifest.kind].params
  const unitText = useUnitText()
  const text = (value: number | boolean, param: ParamDescription | undefined): string => {
    if (typeof value === 'boolean') return t(value ? 'app.yes' : 'app.no')
    return String(param?.type === 'number' ? shownNumber(param.unit, value) : value)
  }
  const order = (key: string): number => described.findIndex((one) => one.key === key)
  const set = Object.entries(manifest.rule.params).sort(([a], [b]) => order(a) - order(b))
  return (
    <ul className="params">
      {set.map(([key, value]) => {
        const param = described.find((one) => one.key === key)
        return (
          <li key={key}>
            {param?.[language] ?? key} <strong>{text(value, param)}</strong> {unitText(param)}
          </li>
        )
      })}
    </ul>
  )
}
