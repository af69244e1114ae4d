/* A Redis module with a data type of its own: PROOF.SET KEY TEXT and PROOF.GET KEY. Its snapshots can only
 * be read where it is loaded. What it needs of redismodule.h is declared here. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct { uint64_t version; void *(*load)(void *, int); void (*save)(void *, void *);
  void (*rewrite)(void *, void *, void *); void *usage, *digest; void (*release)(void *); void *more[32]; } Methods;

static int (*get_api)(const char *, void *);
static int (*set_attributes)(void *, const char *, int, int);
static int (*create_command)(void *, const char *, void *, const char *, int, int, int);
static void *(*create_type)(void *, const char *, int, Methods *);
static void *(*open_key)(void *, void *, int);
static void (*close_key)(void *);
static int (*set_value)(void *, void *, void *);
static void *(*get_value)(void *);
static const char *(*string_of)(void *, size_t *);
static int (*reply_text)(void *, const char *, size_t);
static int (*reply_ok)(void *, const char *);
static int (*wrong_arity)(void *);
static int (*replicate)(void *);
static void (*save_buffer)(void *, const char *, size_t);
static char *(*load_buffer)(void *, size_t *);
static void (*free_buffer)(void *);
static void (*emit)(void *, const char *, const char *, ...);
static void *type;

static void *load(void *io, int version) {
  (void)version;
  size_t size;
  char *loaded = load_buffer(io, &size), *copy = malloc(size + 1);
  memcpy(copy, loaded, size);
  copy[size] = 0;
  free_buffer(loaded);
  return copy;
}
static void save(void *io, void *value) { save_buffer(io, value, strlen(value)); }
static void rewrite(void *io, void *key, void *value) { emit(io, "PROOF.SET", "sc", key, value); }
static void release(void *value) { free(value); }

static int proof_set(void *ctx, void **argv, int argc) {
  if (argc != 3) return wrong_arity(ctx);
  size_t size;
  const char *text = string_of(argv[2], &size);
  void *key = open_key(ctx, argv[1], 3);
  set_value(key, type, strndup(text, size));
  close_key(key);
  replicate(ctx);
  return reply_ok(ctx, "OK");
}
static int proof_get(void *ctx, void **argv, int argc) {
  if (argc != 2) return wrong_arity(ctx);
  void *key = open_key(ctx, argv[1], 1);
  const char *text = key ? get_value(key) : "";
  int result = reply_text(ctx, text, strlen(text));
  if (key) close_key(key);
  return result;
}

int RedisModule_OnLoad(void *ctx, void **argv, int argc) {
  (void)argv;
  (void)argc;
  get_api = (int (*)(const char *, void *))((void **)ctx)[0];
  struct { const char *name; void *place; } wanted[] = {
    {"SetModuleAttribs", &set_attributes}, {"CreateCommand", &create_command}, {"CreateDataType", &create_type},
    {"OpenKey", &open_key}, {"CloseKey", &close_key}, {"ModuleTypeSetValue", &set_value},
    {"ModuleTypeGetValue", &get_value}, {"StringPtrLen", &string_of}, {"ReplyWithStringBuffer", &reply_text},
    {"ReplyWithSimpleString", &reply_ok}, {"WrongArity", &wrong_arity}, {"ReplicateVerbatim", &replicate},
    {"SaveStringBuffer", &save_buffer}, {"LoadStringBuffer", &load_buffer}, {"Free", &free_buffer}, {"EmitAOF", &emit}};
  char name[64] = "RedisModule_";
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    strcpy(name + 12, wanted[i].name);
    if (get_api(name, wanted[i].place) != 0) return 1;
  }
  set_attributes(ctx, "proof", 1, 1);
  Methods methods = {.version = 1, .load = load, .save = save, .rewrite = rewrite, .release = release};
  type = create_type(ctx, "proof-txt", 0, &methods);
  if (!type) return 1;
  if (create_command(ctx, "proof.set", proof_set, "write", 1, 1, 1) != 0) return 1;
  return create_command(ctx, "proof.get", proof_get, "readonly", 1, 1, 1);
}
