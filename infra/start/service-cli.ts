import { realpathSync } from 'node:fs'
import { userInfo } from 'node:os'
import { repository } from './mains.ts'
import { serviceUnit } from './service.ts'

const help = `sightline service [--port N] [--host ADDRESS] [--data DIR] [--tls-cert FILE --tls-key FILE]

  打印 systemd 单元，选项与 npm start 相同 · prints a systemd unit; the options are those of npm start:
  npx sightline service > sightline.service && sudo mv sightline.service /etc/systemd/system/
  sudo systemctl daemon-reload && sudo systemctl enable --now sightline && journalctl -fu sightline
`

const args = process.argv.slice(2)
const facts = {
  node: realpathSync(process.execPath),
  repository: realpathSync(repository),
  user: userInfo().username,
}
const path = process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'
process.stdout.write(args.includes('--help') ? help : serviceUnit({ ...facts, args, path }))
