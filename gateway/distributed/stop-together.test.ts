import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { expect, it, vi } from 'vitest'
import { stopTogether } from './stop-together.ts'

const program = (text: string): ChildProcess => spawn(process.execPath, ['-e', text], { stdio: 'ignore' })
const lasting = (): ChildProcess => program('setInterval(() => 0, 1000)')
const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

it('tells of one that died by itself', async () => {
  const lost = vi.fn()
  const [lame, sound] = [program('process.exit(3)'), lasting()]
  const end = new Promise<number>((resolve) => {
    const together = stopTogether({ lost: (...which) => { lost(...which); together.stop(1) }, ended: resolve })
    together.add('lame', lame)
    together.add('sound', sound)
  })
  expect(await end).toBe(1)
  expect(lost.mock.calls).toEqual([['lame', 3]])
  expect(isGone(sound)).toBe(true)
})

it('goes on after one that ended well, and stops when told to, however often', async () => {
  const [lost, ended] = [vi.fn(), vi.fn()]
  const together = stopTogether({ lost, ended })
  const [task, service] = [program(''), lasting()]
  together.add('task', task)
  together.add('service', service)
  await new Promise((resolve) => task.once('exit', resolve))
  expect(isGone(service)).toBe(false)
  together.stop(0)
  together.stop(1)
  await vi.waitFor(() => { expect(ended.mock.calls).toEqual([[0]]) })
  expect(isGone(service)).toBe(true)
  expect(lost).not.toHaveBeenCalled()
})
