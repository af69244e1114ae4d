/** A .NET project that depends on some packages. */
export function csproj(packages: readonly string[]): string {
  const references = packages.map((name) => `<PackageReference Include="${name}" Version="1" />`);
  return `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>${
    references.join("")
  }</ItemGroup></Project>`;
}

/** A compose file around some services, indented by two. */
export function compose(services: string): string {
  return `services:\n${services}`;
}
