import type { Spotting } from "../spotting.ts";

export const valkeySpotting: Spotting = {
  title: "Valkey",
  role: "cache",
  drivers: {
    npm: ["iovalkey", "@valkey/valkey-glide"],
    pypi: ["valkey", "valkey-glide", "django-valkey"],
    maven: ["io.valkey:valkey-glide", "io.valkey:valkey-java"],
    nuget: ["Valkey.Glide", "Aspire.Hosting.Valkey"],
    go: ["github.com/valkey-io/valkey-go", "github.com/valkey-io/valkey-glide/go"],
  },
  adapters: ["valkey", "valkeys"],
  images: ["valkey/valkey", "valkey/valkey-bundle", "bitnami/valkey", "bitnamilegacy/valkey"],
  variables: ["VALKEY_HOST", "VALKEY_PORT"],
  like: { engine: "redis", image: "serves" },
};
