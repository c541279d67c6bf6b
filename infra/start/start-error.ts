import { CodedError, type Facts } from '../platform/error.ts'

type Say = (facts: Facts) => { readonly zh: string; readonly en: string }
const text = (value: unknown): string => String(value)

/** Every reason for which the product does not start here, with what to do about it. */
const words = {
  port_taken: ({ port, host }) => ({
    zh: `端口 ${text(port)}（${text(host)}）已被占用。请用 --port 换一个端口，或停止占用它的程序。`,
    en: `port ${text(port)} on ${text(host)} is in use. Choose another with --port, or stop what uses it.`,
  }),
  port_forbidden: ({ port }) => ({
    zh: `没有权限使用端口 ${text(port)}。请用 --port 选 1024 以上的端口，或以有权限的用户运行。`,
    en: `there is no right to use port ${text(port)}. Choose one from 1024 on with --port, or run as a user who may.`,
  }),
  host_unknown: ({ host }) => ({
    zh: `本机没有地址 ${text(host)}。请用 --host 指定本机的地址，或 0.0.0.0。`,
    en: `this machine has no address ${text(host)}. Give one of its own with --host, or 0.0.0.0.`,
  }),
  data_in_use: ({ dir, pid }) => ({
    zh: `数据文件夹 ${text(dir)} 正由另一个 Sightline（进程 ${text(pid)}）使用。请先停止它，或用 --data 换一个文件夹。`,
    en: `the data folder ${text(dir)} is used by another Sightline (process ${text(pid)}). Stop it, or choose another with --data.`,
  }),
  data_not_writable: ({ dir, why }) => ({
    zh: `数据文件夹 ${text(dir)} 不可写（${text(why)}）。请检查其所有者、权限和磁盘，或用 --data 换一个。`,
    en: `the data folder ${text(dir)} cannot be written (${text(why)}). Check its owner, rights and disk, or choose another with --data.`,
  }),
  data_newer: ({ dir, found }) => ({
    zh: `${text(dir)} 中的数据来自更新的版本（${text(found)}），本版本不认识，未作任何改动。请使用该更新版本，或恢复一份备份。`,
    en: `the data in ${text(dir)} comes from a newer version (${text(found)}) that this one does not know; nothing was changed. Use that version, or restore a backup.`,
  }),
  data_other_postgres: ({ dir, found, expected }) => ({
    zh: `${text(dir)} 中的数据库属于 PostgreSQL ${text(found)}，本版本自带 ${text(expected)}。请用原版本备份后再恢复。`,
    en: `the database in ${text(dir)} belongs to PostgreSQL ${text(found)}, this version brings ${text(expected)}.`,
  }),
  data_unreadable: ({ file }) => ({
    zh: `${text(file)} 已损坏，无法读取。请从备份恢复。`,
    en: `${text(file)} is damaged and cannot be read. Restore a backup.`,
  }),
  data_not_empty: ({ dir }) => ({
    zh: `${text(dir)} 不是空文件夹，恢复不会覆盖任何数据。请用 --data 指定一个新的文件夹。`,
    en: `${text(dir)} is not empty, and a restore overwrites nothing. Give a new folder with --data.`,
  }),
  data_missing: ({ dir }) => ({
    zh: `${text(dir)} 中没有数据。请用 --data 指定数据文件夹。`,
    en: `there is no data in ${text(dir)}. Name the data folder with --data.`,
  }),
  not_running: ({ dir }) => ({
    zh: `${text(dir)} 上没有正在运行的 Sightline。请先在另一个窗口运行 npm start，或用 --data 指定数据文件夹。`,
    en: `no Sightline runs on ${text(dir)}. Run npm start in another window first, or name the data folder with --data.`,
  }),
  backup_exists: ({ file }) => ({
    zh: `${text(file)} 已存在，备份不会覆盖文件。`,
    en: `${text(file)} exists, and a backup overwrites nothing.`,
  }),
  backup_invalid: ({ file, why }) => ({
    zh: `${text(file)} 不是完整的 Sightline 备份（${text(why)}）。`,
    en: `${text(file)} is not a whole backup of Sightline (${text(why)}).`,
  }),
  tls_file_invalid: ({ file, why }) => ({
    zh: `证书或私钥 ${text(file)} 不可用（${text(why)}）。需要 PEM 文件，--tls-cert 与 --tls-key 须同时给出。`,
    en: `the certificate or key ${text(file)} is of no use (${text(why)}). PEM files are needed, --tls-cert and --tls-key together.`,
  }),
} satisfies Record<string, Say>
export type StartCode = keyof typeof words

/** Why it does not start: code, and what to do, in both languages. */
export class StartError extends CodedError {
  constructor(code: StartCode, facts: Facts, options: ErrorOptions = {}) {
    const say: Say = words[code]
    const { zh, en } = say(facts)
    super(code, facts, { ...options, text: `${zh}\n  ${en}` })
  }
}
