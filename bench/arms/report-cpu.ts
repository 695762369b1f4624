/** Loaded into every measured process before its own program: tells its processor time when asked, and ends with the benchmark. */
process.on('message', (question) => {
  if (question !== 'cpu') return
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMs: (user + system) / 1000 })
})
process.on('disconnect', () => process.exit())
// A question may come at any time, but waiting for one is no reason to stay alive.
process.channel?.unref()
