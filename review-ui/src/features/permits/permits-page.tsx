import './permits.css'
import { type Permit, permitStates } from '@sightline/api/contract/permits'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, type InputRef, Select, Space, Table, type TableColumnsType } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { permitsQuery } from '../../api/queries.ts'
import { Nothing } from '../../app/empty.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { Page } from '../../app/page.tsx'
import { useMay } from '../../app/session.tsx'
import { ShortcutHelp } from '../../app/shortcut-help.tsx'
import { type Command, useShortcuts } from '../../app/shortcuts.ts'
import { HistoryDrawer } from './history-drawer.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { PermitDialog } from './permit-dialog.tsx'
import { StateTag, Validity, Zones } from './permit-facts.tsx'
import { usePermitFilter } from './permit-filter.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** What is open over the register. */
type Open =
  | { readonly what: 'new' | 'import' }
  | { readonly what: 'edit' | 'history' | 'withdraw'; readonly permit: Permit }

/** The register of permits: who may stand where and when. */
export function PermitsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const filter = usePermitFilter()
  const permits = useInfiniteQuery(permitsQuery(filter.asked))
  const [open, setOpen] = useState<Open | null>(null)
  const search = useRef<InputRef>(null)
  const list = useRef<HTMLDivElement>(null)
  const keys = useKeys({ search, list, onNew: may('permits.write') ? () => setOpen({ what: 'new' }) : null })
  const columns = useColumns(setOpen)
  return (
    <Page
      title={t('permits.title')}
      actions={
        <>
          <Input.Search
            key={filter.q}
            ref={search}
            className="permit-search"
            allowClear
            defaultValue={filter.q}
            aria-label={t('permits.search')}
            placeholder={t('permits.searchHint')}
            onSearch={filter.search}
          />
          <Select
            aria-label={t('permits.state')}
            className="permit-state"
            value={filter.state}
            onChange={filter.choose}
            options={[
              { value: 'all', label: t('permits.allStates') },
              ...permitStates.map((value) => ({ value, label: t(`permits.stateName.${value}`) })),
            ]}
          />
          {may('permits.write') && <WriteButtons onOpen={setOpen} />}
          <Button onClick={keys.help}>
            {t('app.help')} <kbd>?</kbd>
          </Button>
        </>
      }
    >
      <div ref={list}>
        <Loaded of={permits}>
          {({ pages }) => (
            <>
              <Table
                rowKey="id"
                pagination={false}
                scroll={{ x: 1000 }}
                columns={columns}
                dataSource={pages.flatMap((page) => page.items)}
                locale={{ emptyText: <NoPermits isFiltered={filter.isFiltered} /> }}
              />
              {permits.hasNextPage && (
                <Button
                  block
                  className="more"
                  loading={permits.isFetchingNextPage}
                  onClick={() => void permits.fetchNextPage()}
                >
                  {t('app.more')}
                </Button>
              )}
            </>
          )}
        </Loaded>
      </div>
      <Opened open={open} onClose={() => setOpen(null)} />
      <ShortcutHelp commands={keys.commands} isOpen={keys.isHelpOpen} onClose={keys.closeHelp} />
    </Page>
  )
}

function NoPermits({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useTranslation()
  return isFiltered ? (
    <Nothing title={t('permits.nothingFound')} hint={t('permits.nothingFoundHint')} />
  ) : (
    <Nothing title={t('permits.empty')} hint={t('permits.emptyHint')} />
  )
}

function WriteButtons({ onOpen }: { readonly onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Button onClick={() => onOpen({ what: 'import' })}>{t('permits.import')}</Button>
      <Button type="primary" onClick={() => onOpen({ what: 'new' })}>
        {t('permits.create')} <kbd>n</kbd>
      </Button>
    </>
  )
}

function Opened({ open, onClose }: { readonly open: Open | null; readonly onClose: () => void }) {
  if (open === null) return null
  switch (open.what) {
    case 'new':
      return <PermitDialog permit={null} onClose={onClose} />
    case 'import':
      return <ImportDialog onClose={onClose} />
    case 'edit':
      return <PermitDialog permit={open.permit} onClose={onClose} />
    case 'history':
      return <HistoryDrawer permit={open.permit} onClose={onClose} />
    case 'withdraw':
      return <WithdrawDialog permit={open.permit} onClose={onClose} />
  }
}

interface Places {
  readonly search: React.RefObject<InputRef | null>
  readonly list: React.RefObject<HTMLDivElement | null>
  /** Null for whoever may not register. */
  readonly onNew: (() => void) | null
}

/** `/` searches, `n` registers, `j` and `k` walk the rows, Enter opens one. */
function useKeys({ search, list, onNew }: Places) {
  const { t } = useTranslation()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const walk = (by: 1 | -1): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-permit]') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
  }
  const commands: readonly Command[] = [
    { keys: ['/'], label: t('permits.keySearch'), run: () => search.current?.focus() },
    ...(onNew ? [{ keys: ['n'], label: t('permits.keyCreate'), run: onNew }] : []),
    { keys: ['j', 'ArrowDown'], label: t('permits.keyNext'), run: () => walk(1) },
    { keys: ['k', 'ArrowUp'], label: t('permits.keyPrevious'), run: () => walk(-1) },
    { keys: ['?'], label: t('app.helpKey'), run: () => setHelpOpen(true) },
  ]
  useShortcuts(commands)
  return { commands, isHelpOpen, help: () => setHelpOpen(true), closeHelp: () => setHelpOpen(false) }
}

function useColumns(onOpen: (open: Open) => void): TableColumnsType<Permit> {
  const { t } = useTranslation()
  const may = useMay()
  const columns: TableColumnsType<Permit> = [
    {
      title: t('permits.number'),
      render: (_, permit) => (
        <Button
          type="link"
          className="permit-number"
          data-permit={permit.number}
          onClick={() => onOpen({ what: 'history', permit })}
        >
          {permit.number}
        </Button>
      ),
    },
    { title: t('permits.kind'), render: (_, one) => t(`permits.kindName.${one.kind}`), width: 140 },
    { title: t('permits.holder'), dataIndex: 'holder' },
    { title: t('permits.zones'), render: (_, permit) => <Zones permit={permit} /> },
    { title: t('permits.plate'), render: (_, one) => one.plate ?? '—', width: 120 },
    { title: t('permits.stall'), render: (_, one) => one.stall ?? '—', width: 100 },
    { title: t('permits.days'), render: (_, permit) => <Validity permit={permit} />, width: 230 },
    { title: t('permits.state'), render: (_, one) => <StateTag state={one.state} />, width: 110 },
  ]
  if (!may('permits.write')) return columns
  const actions = {
    key: 'actions',
    width: 150,
    render: (_: unknown, permit: Permit) =>
      permit.withdrawnFor === null && (
        <Space>
          <Button size="small" onClick={() => onOpen({ what: 'edit', permit })}>
            {t('app.edit')}
          </Button>
          <Button size="small" danger onClick={() => onOpen({ what: 'withdraw', permit })}>
            {t('permits.withdraw')}
          </Button>
        </Space>
      ),
  }
  return [...columns, actions]
}
