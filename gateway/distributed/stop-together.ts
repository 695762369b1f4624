import type { ChildProcess } from 'node:child_process'

export interface TogetherOptions {
  /** Somebody ended before it was told to, with this code or by a signal. */
  lost(name: string, code: number | null): void
  /** Called once, when all of them have ended. */
  ended(code: number): void
}

/** Processes that end together. */
export interface Together {
  add(name: string, child: ChildProcess): void
  /** Ends all of them; asked again it changes nothing. */
  stop(code: number): void
}

/** Whoever stops one of them stops all; one that dies by itself takes nobody with it. */
export function stopTogether({ lost, ended }: TogetherOptions): Together {
  const running = new Set<ChildProcess>()
  let isStopping = false

  function stop(code: number): void {
    if (isStopping) return
    isStopping = true
    void Promise.all([...running].map((child) => new Promise((resolve) => child.once('exit', resolve)))).then(() => { ended(code) })
    for (const child of running) child.kill('SIGTERM')
  }

  return {
    add(name, child) {
      running.add(child)
      child.once('exit', (code) => {
        running.delete(child)
        if (!isStopping && code !== 0) lost(name, code)
      })
    },
    stop,
  }
}
