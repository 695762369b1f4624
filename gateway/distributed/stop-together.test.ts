import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { expect, it, vi } from 'vitest'
import { stopTogether } from './stop-together.ts'

const program = (text: string): ChildProcess => spawn(process.execPath, ['-e', text], { stdio: 'ignore' })
const lasting = (): ChildProcess => program('setInterval(() => 0, 1000)')
const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

it('ends everybody where one has ended, and says so once, when the last one is gone', async () => {
  const lost = vi.fn()
  const children = [lasting(), program('process.exit(3)'), lasting()]
  const end = new Promise<number>((resolve) => {
    const together = stopTogether({ lost, ended: (code) => { resolve(code) } })
    for (const [at, child] of children.entries()) together.add(`service ${String(at)}`, child)
  })
  expect(await end).toBe(1)
  expect(lost.mock.calls).toEqual([['service 1', 3]])
  expect(children.every(isGone)).toBe(true)
})

it('goes on after a task that ended well, and stops when told to, however often', async () => {
  const [lost, ended] = [vi.fn(), vi.fn()]
  const together = stopTogether({ lost, ended })
  const [task, service] = [program(''), lasting()]
  together.add('task', task, true)
  together.add('service', service)
  await new Promise((resolve) => task.once('exit', resolve))
  expect(isGone(service)).toBe(false)
  together.stop(0)
  together.stop(1)
  await vi.waitFor(() => { expect(ended.mock.calls).toEqual([[0]]) })
  expect(isGone(service)).toBe(true)
  expect(lost).not.toHaveBeenCalled()
})
