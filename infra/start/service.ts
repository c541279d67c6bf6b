import { isAbsolute } from 'node:path'

export interface ServiceFacts {
  readonly node: string
  readonly repository: string
  /** As given to `npm start --`. */
  readonly args: readonly string[]
  readonly user: string
  readonly path: string
}

/** For systemd: no specifiers, no variables, quoted where it must be. */
function quoted(text: string): string {
  const plain = text.replaceAll('%', '%%').replaceAll('$', '$$$$')
  return /[\s"'\\;]/.test(plain) ? `"${plain.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : plain
}

/** A systemd unit that runs the product of this clone. */
export function serviceUnit({ node, repository, args, user, path }: ServiceFacts): string {
  if (!isAbsolute(node) || !isAbsolute(repository)) throw new Error('a unit needs absolute paths')
  const command = [node, '--import', 'tsx', `${repository}/infra/start/start-cli.ts`, ...args].map(quoted)
  return `[Unit]
Description=Sightline
After=network-online.target
Wants=network-online.target

[Service]
Type=exec
User=${user}
WorkingDirectory=${repository.replaceAll('%', '%%')}
Environment=${quoted(`PATH=${path}`)}
ExecStart=${command.join(' ')}
Restart=on-failure
RestartSec=5
KillMode=mixed
TimeoutStopSec=90
LimitNOFILE=65536
ProtectSystem=full
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
`
}
