#include "flux/kustomization_shape.hpp"

#include <array>

#include "flux/replacements.hpp"
#include "flux/selector_shape.hpp"

namespace safeops::flux {
namespace {

using enum Shape::Kind;

constexpr std::array metadata_fields{Field{"name", &text_shape}, Field{"namespace", &text_shape}, Field{"labels", &texts_shape},
                                     Field{"annotations", &texts_shape}};
constexpr Shape metadata_shape{record, nullptr, metadata_fields};

constexpr std::array field_fields{Field{"group", &text_shape}, Field{"version", &text_shape}, Field{"kind", &text_shape},
                                  Field{"path", &text_shape}, Field{"create", &flag_shape}};
constexpr Shape field_shape{record, nullptr, field_fields};
constexpr Shape fields_shape{list, &field_shape};
constexpr std::array label_fields{Field{"pairs", &texts_shape}, Field{"includeSelectors", &flag_shape},
                                  Field{"includeTemplates", &flag_shape}, Field{"fields", &fields_shape}};
constexpr Shape label_shape{record, nullptr, label_fields};
constexpr Shape labels_shape{list, &label_shape};

constexpr std::array patch_option_fields{Field{"allowNameChange", &flag_shape}, Field{"allowKindChange", &flag_shape}};
constexpr Shape patch_options_shape{record, nullptr, patch_option_fields};
constexpr std::array patch_fields{Field{"path", &text_shape}, Field{"patch", &text_shape}, Field{"target", &selector_shape},
                                  Field{"options", &patch_options_shape}};
constexpr Shape patch_shape{record, nullptr, patch_fields};
constexpr Shape patches_shape{list, &patch_shape};

constexpr std::array image_fields{Field{"name", &text_shape}, Field{"newName", &text_shape}, Field{"tagSuffix", &text_shape},
                                  Field{"newTag", &text_shape}, Field{"digest", &text_shape}};
constexpr Shape image_shape{record, nullptr, image_fields};
constexpr Shape images_shape{list, &image_shape};
constexpr std::array replica_fields{Field{"name", &text_shape}, Field{"count", &count_shape}};
constexpr Shape replica_shape{record, nullptr, replica_fields};
constexpr Shape replicas_shape{list, &replica_shape};

constexpr std::array generator_option_fields{Field{"labels", &texts_shape}, Field{"annotations", &texts_shape},
                                             Field{"disableNameSuffixHash", &flag_shape}, Field{"immutable", &flag_shape}};
constexpr Shape generator_options_shape{record, nullptr, generator_option_fields};
constexpr std::array config_map_fields{Field{"namespace", &text_shape},  Field{"name", &text_shape},
                                       Field{"behavior", &text_shape},   Field{"literals", &text_list_shape},
                                       Field{"files", &text_list_shape}, Field{"envs", &text_list_shape},
                                       Field{"env", &text_shape},        Field{"options", &generator_options_shape}};
constexpr Shape config_map_shape{record, nullptr, config_map_fields};
constexpr Shape config_maps_shape{list, &config_map_shape};
constexpr std::array secret_fields{Field{"namespace", &text_shape},  Field{"name", &text_shape},
                                   Field{"behavior", &text_shape},   Field{"literals", &text_list_shape},
                                   Field{"files", &text_list_shape}, Field{"envs", &text_list_shape},
                                   Field{"env", &text_shape},        Field{"options", &generator_options_shape},
                                   Field{"type", &text_shape}};
constexpr Shape secret_shape{record, nullptr, secret_fields};
constexpr Shape secrets_shape{list, &secret_shape};

constexpr std::array reference_fields{Field{"apiVersion", &text_shape}, Field{"group", &text_shape},
                                      Field{"version", &text_shape},    Field{"kind", &text_shape},
                                      Field{"name", &text_shape},       Field{"namespace", &text_shape}};
constexpr Shape reference_shape{record, nullptr, reference_fields};
constexpr std::array field_reference_fields{Field{"fieldPath", &text_shape}};
constexpr Shape field_reference_shape{record, nullptr, field_reference_fields};
constexpr std::array variable_fields{Field{"name", &text_shape}, Field{"objref", &reference_shape},
                                     Field{"fieldref", &field_reference_shape}};
constexpr Shape variable_shape{record, nullptr, variable_fields};
constexpr Shape variables_shape{list, &variable_shape};

constexpr std::array kind_list_fields{Field{"orderFirst", &text_list_shape}, Field{"orderLast", &text_list_shape}};
constexpr Shape kind_lists_shape{record, nullptr, kind_list_fields};
constexpr std::array sort_fields{Field{"order", &text_shape}, Field{"legacySortOptions", &kind_lists_shape}};
constexpr Shape sort_shape{record, nullptr, sort_fields};

constexpr Shape replacements_shape{list, &replacement_entry_shape};
constexpr Shape charts_shape{list, &any_shape};

constexpr std::array kustomization_fields{Field{"apiVersion", &text_shape},
                                          Field{"kind", &text_shape},
                                          Field{"metadata", &metadata_shape},
                                          Field{"openapi", &texts_shape},
                                          Field{"namePrefix", &text_shape},
                                          Field{"nameSuffix", &text_shape},
                                          Field{"namespace", &text_shape},
                                          Field{"commonLabels", &texts_shape},
                                          Field{"labels", &labels_shape},
                                          Field{"commonAnnotations", &texts_shape},
                                          Field{"patchesStrategicMerge", &text_list_shape},
                                          Field{"patchesJson6902", &patches_shape},
                                          Field{"patches", &patches_shape},
                                          Field{"images", &images_shape},
                                          Field{"imageTags", &images_shape},
                                          Field{"replacements", &replacements_shape},
                                          Field{"replicas", &replicas_shape},
                                          Field{"vars", &variables_shape},
                                          Field{"sortOptions", &sort_shape},
                                          Field{"resources", &text_list_shape},
                                          Field{"components", &text_list_shape},
                                          Field{"crds", &text_list_shape},
                                          Field{"bases", &text_list_shape},
                                          Field{"configMapGenerator", &config_maps_shape},
                                          Field{"secretGenerator", &secrets_shape},
                                          Field{"helmGlobals", &any_shape},
                                          Field{"helmCharts", &charts_shape},
                                          Field{"helmChartInflationGenerator", &charts_shape},
                                          Field{"generatorOptions", &generator_options_shape},
                                          Field{"configurations", &text_list_shape},
                                          Field{"generators", &text_list_shape},
                                          Field{"transformers", &text_list_shape},
                                          Field{"validators", &text_list_shape},
                                          Field{"buildMetadata", &text_list_shape}};

}  // namespace

const Shape kustomization_shape{record, nullptr, kustomization_fields};

}  // namespace safeops::flux
