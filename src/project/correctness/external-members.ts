/** What classes outside the project have, where that is known to the last name. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const ofObject = words(
  '__class__ __delattr__ __dict__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ ' +
    '__init__ __init_subclass__ __le__ __lt__ __module__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ ' +
    '__sizeof__ __str__ __subclasshook__ __weakref__ __setstate__ __annotations__',
);

/** Of a class rather than of its instances. */
const ofType = words(
  'mro __abstractmethods__ __base__ __bases__ __basicsize__ __call__ __flags__ __instancecheck__ __mro__ __name__ ' +
    '__prepare__ __qualname__ __subclasscheck__ __subclasses__ __or__ __ror__ register',
);

const ofCommand = words(
  'add_arguments add_base_argument base_stealth_options check check_migrations create_parser execute get_check_kwargs ' +
    'get_version handle handle_app_config handle_label help label missing_args_message output_transaction print_help ' +
    'requires_migrations_checks requires_model_validation requires_system_checks run_from_argv stealth_options ' +
    'suppressed_base_arguments stdout stderr style _called_from_command_line usage option_list can_import_settings leave_locale_alone',
);

const ofModel = words(
  'objects DoesNotExist MultipleObjectsReturned NotUpdated _meta _state _default_manager _base_manager pk id adelete ' +
    'arefresh_from_db asave check clean clean_fields date_error_message delete from_db full_clean get_constraints ' +
    'get_deferred_fields prepare_database_save refresh_from_db save save_base serializable_value unique_error_message ' +
    'validate_constraints validate_unique add_to_class __getstate__ __setstate__',
);

const ofException = words('args add_note with_traceback __cause__ __context__ __suppress_context__ __traceback__');

/** Names that Django makes for the fields and relations of a model, and its private ones. */
const madeByDjango = /^(get_(next|previous)_by_\w+|[gs]et_\w+_(display|order)|\w+_set|_\w+)$/;

function isCommandBase(name: string): boolean {
  return /^django\.core\.management\.(base\.)?(BaseCommand|LabelCommand|AppCommand)$/.test(name);
}

function isPlainBase(name: string): boolean {
  return /^(builtins\.object|abc\.ABC|typing(_extensions)?\.Generic)$/.test(name);
}

export function isDjangoModel(name: string): boolean {
  return /^django\.(contrib\.gis\.)?db\.models\.(base\.)?Model$/.test(name);
}

function isException(name: string): boolean {
  return /^builtins\.\w*(Exception|Error)$|^django\.core\.management\.(base\.)?CommandError$/.test(name);
}

/** A class outside the project makes instances the way that `object` does: no `__new__`, no metaclass of its own. */
export function isPlainlyConstructed(name: string): boolean {
  return isPlainBase(name) || isCommandBase(name) || isException(name);
}

/** Whether a class outside the project has an attribute; undefined: nobody knows. */
export function hasMember(external: string, name: string): boolean | undefined {
  if (ofObject.has(name) || ofType.has(name)) return true;
  if (isPlainBase(external)) return false;
  if (isCommandBase(external)) return ofCommand.has(name);
  if (isException(external)) return ofException.has(name);
  if (isDjangoModel(external)) return ofModel.has(name) || madeByDjango.test(name);
  return undefined;
}
