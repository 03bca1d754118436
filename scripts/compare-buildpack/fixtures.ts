export function compareFixtures(buildpack: string): number {
  return buildpack ? 0 : 1
}
