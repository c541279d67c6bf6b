import { createLauncher } from '../launcher.ts'

/** A worker with one program by its launcher; what the program writes is printed. It goes on until it is killed. */
const { launch } = createLauncher(() => undefined)
launch('sh', ['-c', 'echo $PPID $$; exec sleep 600'], {
  stdout: (chunk) => void process.stdout.write(chunk),
  stderr: (text) => void process.stderr.write(text),
})
