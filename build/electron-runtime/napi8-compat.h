// Forced in with -include when better-sqlite3 is compiled for a runtime that has only Node-API 8.
// The addon keeps references to strings, which Node-API 10 allows; here a primitive is boxed in an object first.
#pragma once
#ifdef __cplusplus
#include <node_api.h>
#include <unordered_set>

namespace napi8 {

inline std::unordered_set<napi_ref>& boxed() {
  static thread_local std::unordered_set<napi_ref> references;
  return references;
}

inline bool is_object(napi_env env, napi_value value) {
  napi_valuetype type;
  if (napi_typeof(env, value, &type) != napi_ok) return true;
  return type == napi_object || type == napi_function || type == napi_external || type == napi_symbol;
}

inline napi_status create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* out) {
  if (is_object(env, value)) return napi_create_reference(env, value, count, out);
  napi_value box;
  napi_status status = napi_create_object(env, &box);
  if (status != napi_ok) return status;
  status = napi_set_named_property(env, box, "v", value);
  if (status != napi_ok) return status;
  status = napi_create_reference(env, box, count, out);
  if (status == napi_ok) boxed().insert(*out);
  return status;
}

inline napi_status get_reference_value(napi_env env, napi_ref reference, napi_value* out) {
  napi_status status = napi_get_reference_value(env, reference, out);
  if (status != napi_ok || *out == nullptr || !boxed().count(reference)) return status;
  return napi_get_named_property(env, *out, "v", out);
}

inline napi_status delete_reference(napi_env env, napi_ref reference) {
  boxed().erase(reference);
  return napi_delete_reference(env, reference);
}

}  // namespace napi8

#define napi_create_reference napi8::create_reference
#define napi_get_reference_value napi8::get_reference_value
#define napi_delete_reference napi8::delete_reference
#endif
