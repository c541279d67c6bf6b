import { readFile } from 'node:fs/promises'
import { supervisorSchema, type SupervisorView } from '../../contract/machine.ts'
import { Refusal } from '../refusal.ts'

/** The supervisor of this machine, by its control door. */
export interface Machine {
  status(): Promise<SupervisorView>
  drawCameras(): Promise<SupervisorView>
  removeCameras(): Promise<SupervisorView>
}

const answerMs = 30_000

/** Every question is bounded; a supervisor that does not answer is said to be gone, not waited for. */
export function openMachine(url: string, tokenFile: string): Machine {
  async function ask(method: string, path: string): Promise<SupervisorView> {
    try {
      const token = (await readFile(tokenFile, 'utf8')).trim()
      const headers = { authorization: `Bearer ${token}` }
      const signal = AbortSignal.timeout(answerMs)
      const response = await fetch(new URL(path, url), { method, headers, signal })
      return supervisorSchema.parse(await response.json())
    } catch (error) {
      throw Object.assign(new Refusal('machine_unavailable'), { cause: error })
    }
  }
  return {
    status: () => ask('GET', '/status'),
    drawCameras: () => ask('POST', '/cameras'),
    removeCameras: () => ask('DELETE', '/cameras'),
  }
}
