import { enter } from "./src/cli/enter.ts";

if (import.meta.main) {
  await enter(() => import("./src/cli/start.ts"), new URL("./templates/", import.meta.url));
}
