import type { ChildProcess } from 'node:child_process'

export interface TogetherOptions {
  /** Somebody ended by itself, with this code or by a signal. */
  lost(name: string, code: number | null): void
  /** Called once, when all of them have ended. */
  ended(code: number): void
}

/** Processes that end together. */
export interface Together {
  /** Its end is the end of all, unless it ends well and was there for one task. */
  add(name: string, child: ChildProcess, isTask?: boolean): void
  /** Ends all of them; asked again it changes nothing. */
  stop(code: number): void
}

/** One ends, all end: half a graph would only look like a working one. */
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
    add(name, child, isTask = false) {
      running.add(child)
      child.once('exit', (code) => {
        running.delete(child)
        if (isStopping || (isTask && code === 0)) return
        lost(name, code)
        stop(1)
      })
    },
    stop,
  }
}
